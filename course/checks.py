"""What must hold between the files in data/: each file's own rules stand with its reader, these join them."""

from collections.abc import Iterator
from pathlib import Path

from . import agreement, annotation, argument, corpus, glossary, lesson, parallels, questions, rhetoric, segmentation, teaching, tokens
from .records import DATA, problem

# What rests on one of these can be looked up; of the rest somebody must ask, or say why not.
_SETTLED = ("sourced-data", "theory")


def check_data() -> Iterator[str]:
    """Read every file of data/; yield a line for each kind of file, raise DataError on the first thing wrong."""
    for name in corpus.ESSAYS:
        yield from _check_essay(name)
    yield f"glossary: {len(glossary.load_glossary())} terms"
    yield f"argument maps: {len(argument.load_map_kinds().nodes)} kinds of node, {len(parallels.load_parallels())} parallels"
    for layer, (percent, kappa, count) in agreement.agreement_by_layer(agreement.load_second_reading()).items():
        yield f"second reading, {layer}: {count} sentences, agreement {percent:.0%}, κ {kappa:.2f}"
    for path in sorted((DATA / "quizzes").glob("*.yaml")):
        items = lesson.checked_items(path)
        yield f"lesson {path.stem}: {len(items)} quiz items, {lesson.load_lesson(path.stem).minutes} minutes"
    for plan in lesson.load_lessons():
        notes = teaching.load_notes(plan.id)
        yield f"teaching {plan.id}: {len(notes.misreadings)} misreadings, {sum(len(d.answers) for d in notes.discussion)} answers to {len(notes.discussion)} questions"
    yield f"lexicon: {len(tokens.load_dictionary())} words, {len(tokens.load_stop_words())} stop words, {len(rhetoric.load_cues())} cues"
    for name in corpus.ESSAYS:
        yield f"segmentation {name}: {len(segmentation.words_of(name))} words in {len(segmentation.load_segmentation(name))} sentences"


def _check_essay(name: str) -> Iterator[str]:
    essay, reading = corpus.load_essay(name), annotation.load_annotations(name)
    asked, found = questions.load_questions(name), argument.load_argument(name)
    check_reading(essay, reading, asked, DATA / "annotations" / f"{name}.yaml")
    yield f"essay {name}: {len(essay.paragraphs)} paragraphs, {len(essay.sentences)} sentences"
    yield f"essay {name}: {len(reading.annotations)} annotations, {len(reading.gists)} gists, {len(asked)} critical questions"
    yield f"essay {name}: {len(found.nodes)} nodes, {len(found.relations)} relations"


def check_reading(
    essay: corpus.Essay, reading: annotation.Reading, asked: tuple[questions.Question, ...], path: Path
) -> None:
    """Raise DataError unless the reading is whole.

    Every paragraph has its gist, every sentence a role and one code for what it rests on, and every
    code other than sourced data or theory a critical question at its sentence or a reason for none.
    """
    for paragraph in essay.paragraphs:
        if paragraph.id not in reading.gists:
            raise problem(path, paragraph.id, "gists", "this paragraph has no gist")
    for sentence in essay.sentences:
        own = [a for a in reading.annotations if a.at == sentence.id and a.whole]
        if not any(a.label.layer == "role" for a in own):
            raise problem(path, sentence.id, "role", "this sentence has no role")
        codes = [a for a in own if a.label.layer == "evidence"]
        if len(codes) != 1:
            raise problem(path, sentence.id, "evidence", f"this sentence has {len(codes)} codes for what it rests on; one is right")
    questioned = {q.at for q in asked}
    for a in reading.labelled("evidence"):
        if a.label.id not in _SETTLED and a.at not in questioned and a.no_question is None:
            raise problem(path, a.id, "no_question", f"rests on {a.label.id}: ask a critical question at {a.at} or say here why not")
