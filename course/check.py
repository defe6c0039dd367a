"""What must hold between the files in data/: each file's own rules stand with its reader, these join them."""

from collections.abc import Iterator
from pathlib import Path

from . import lessons, reading, text, textstats
from .base import DATA, problem
from .classroom import load_notes

# What rests on one of these can be looked up; of the rest somebody must ask, or say why not.
_SETTLED = ("sourced-data", "theory")
_NOTES, _WORDS = 2, 120  # most notes a sentence shows unfolded; most English words of notes it has in all


def check_data() -> Iterator[str]:
    """Read every file of data/; yield a line for each kind of file, raise DataError on the first thing wrong."""
    for name in text.ESSAYS:
        yield from _check_essay(name)
    yield f"glossary: {len(reading.load_glossary())} terms"
    shared = reading.load_provenance()
    yield f"provenance: {len(shared)} places that share their wording with {len({s.earlier.id for s in shared})} passages"
    yield from _check_dictionary()
    kinds, parallels = reading.load_map_kinds().nodes, reading.load_parallels()
    yield f"argument maps: {len(kinds)} kinds of node, {len(parallels)} parallels"
    for layer, (percent, kappa, count) in reading.agreement_by_layer(reading.load_second_reading()).items():
        yield f"second reading, {layer}: {count} sentences, agreement {percent:.0%}, κ {kappa:.2f}"
    for path in sorted((DATA / "quizzes").glob("*.yaml")):
        items = lessons.checked_items(path)
        yield f"lesson {path.stem}: {len(items)} quiz items, {lessons.load_lesson(path.stem).minutes} minutes"
    for path in sorted((DATA / "exam").glob("*.yaml")):
        yield f"exam {path.stem}: {len(lessons.checked_items(path))} questions"
    for name in lessons.FORMS:
        form = lessons.load_form(name)
        yield f"form {name}: {len(form.text.sentences)} sentences, {len(form.scored)} scored items, 1 written answer"
    lessons.check_forms_alike()
    for plan in lessons.load_lessons():
        notes = load_notes(plan.id)
        answers = f"{sum(len(d.answers) for d in notes.discussion)} answers to {len(notes.discussion)} questions"
        yield f"teaching {plan.id}: {len(notes.misreadings)} misreadings, {answers}"
        if plan.written:
            lessons.cells_by_step(plan)
    cues = f"{len(text.load_stop_words())} stop words, {len(textstats.load_cues())} cues"
    yield f"lexicon: {len(text.load_dictionary())} words, {cues}"
    for name in text.ESSAYS:
        yield f"segmentation {name}: {len(text.words_of(name))} words in {len(text.load_segmentation(name))} sentences"


def _check_dictionary() -> Iterator[str]:
    for name in text.ESSAYS:
        if missing := reading.words_without_an_entry(name):
            what = "neither the glossary nor the dictionary has it; add a line"
            raise problem(DATA / "dictionary.tsv", missing[0], "word", what)
    yield f"dictionary: {len(reading.load_entries())} words"


def _check_essay(name: str) -> Iterator[str]:
    essay, noted = text.load_essay(name), reading.load_annotations(name)
    asked, found = reading.load_questions(name), reading.load_argument(name)
    check_reading(essay, noted, asked, DATA / "annotations" / f"{name}.yaml")
    yield f"essay {name}: {len(essay.paragraphs)} paragraphs, {len(essay.sentences)} sentences"
    questions = f"{len(asked)} critical questions"
    yield f"essay {name}: {len(noted.annotations)} annotations, {len(noted.gists)} gists, {questions}"
    yield f"essay {name}: {len(found.nodes)} nodes, {len(found.relations)} relations"
    shorts = reading.load_shorts(name).values()
    yield f"essay {name}: {len(shorts)} sentences in short, {sum(bool(s.skeleton) for s in shorts)} skeletons"


def check_reading(essay: text.Essay, noted: reading.Reading, asked: tuple[reading.Question, ...], path: Path) -> None:
    """Raise DataError unless the reading is whole.

    Every paragraph has its gist, every sentence a role and one code for what it rests on, and every code other than
    sourced data or theory a critical question at its sentence or a reason for none.
    """
    for paragraph in essay.paragraphs:
        if paragraph.id not in noted.gists:
            raise problem(path, paragraph.id, "gists", "this paragraph has no gist")
    for sentence in essay.sentences:
        layers = [a.label.layer for a in noted.annotations if a.at == sentence.id and a.whole]
        if "role" not in layers:
            raise problem(path, sentence.id, "role", "this sentence has no role")
        if (codes := layers.count("evidence")) != 1:
            what = f"this sentence has {codes} codes for what it rests on; one is right"
            raise problem(path, sentence.id, "evidence", what)
    _check_notes(noted, path)
    questioned = {q.at for q in asked}
    for a in noted.labelled("evidence"):
        if a.label.id not in _SETTLED and a.at not in questioned and a.no_question is None:
            what = f"rests on {a.label.id}: ask a critical question at {a.at} or say here why not"
            raise problem(path, a.id, "no_question", what)


def _check_notes(noted: reading.Reading, path: Path) -> None:
    """Raise DataError where a sentence asks the reader to stop too often, or has too much said of it."""
    for place in dict.fromkeys(a.at for a in noted.annotations):
        notes = [a for a in noted.annotations if a.at == place and a.note]
        shown, words = [a for a in notes if not a.more], sum(len(a.note.en.split()) for a in notes)
        if len(shown) > _NOTES or (notes and not shown):
            what = f"{place} shows {len(shown)} of its {len(notes)} notes; show one or two, and give the others more: true"
            raise problem(path, notes[-1].id, "more", what)
        if words > _WORDS:
            raise problem(path, notes[-1].id, "note", f"{place} has {words} English words of notes; {_WORDS} are enough")
