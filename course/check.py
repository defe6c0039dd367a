"""What must hold between the files in data/: each file's own rules stand with its reader, these join them."""

import re
from collections.abc import Iterator
from pathlib import Path

from . import lessons, reading, text, textstats
from .base import DATA, Text, problem, read_text, read_yaml
from .classroom import load_notes
from .reading.rulings import check_rulings  # not at the room's door: nobody reads these but this check
from .reading.sounds import terms_that_sound_otherwise

# What rests on one of these can be looked up; of the rest somebody must ask, or say why not.
_SETTLED = ("sourced-data", "theory")
_CONJECTURE = re.compile("也许|或许|恐怕|未必|大约|可能(?!性)|(?i:\\b(?:perhaps|may well|presumably|probably)\\b)")
_SILENCE = re.compile("没有?(?:说|写|讲|给|交代|举|列|提)[^，。；：？]*。$")  # an ending that asks nothing and tells nothing
_NOTES, _WORDS = 2, 120  # most notes a sentence shows unfolded; most English words of notes it has in all


def check_data() -> Iterator[str]:
    """Read every file of data/; yield a line for each kind of file, raise DataError on the first thing wrong."""
    for name in text.ESSAYS:
        yield from _check_essay(name)
    _check_whys(reading.load_glossary(), DATA / "glossary.yaml")
    yield f"glossary: {len(reading.load_glossary())} terms"
    shared = reading.load_provenance()
    yield f"provenance: {len(shared)} places that share their wording with {len({s.earlier.id for s in shared})} passages"
    yield from _check_dictionary()
    _check_renderings(reading.load_terms())
    yield f"terms: {len(reading.load_terms())} renderings"
    _check_only_if()
    kinds, parallels = reading.load_map_kinds().nodes, reading.load_parallels()
    yield f"argument maps: {len(kinds)} kinds of node, {len(parallels)} parallels"
    for layer, (percent, kappa, count) in reading.agreement_by_layer(reading.load_second_reading()).items():
        yield f"second reading, {layer}: {count} sentences, agreement {percent:.0%}, κ {kappa:.2f}"
    yield from _check_questions()
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
    yield f"rulings: {check_rulings()}"


def _check_dictionary() -> Iterator[str]:
    for name in text.ESSAYS:
        if missing := reading.words_without_an_entry(name):
            what = "neither the glossary nor the dictionary has it; add a line"
            raise problem(DATA / "dictionary.tsv", missing[0], "word", what)
        for term, place, sounds in terms_that_sound_otherwise(name):
            what = f"is {term.pinyin}; in {place} its words sound {sounds} (dictionary.tsv)"
            raise problem(DATA / "glossary.yaml", term.id, "pinyin", what)
    yield f"dictionary: {len(reading.load_entries())} words"


def _check_questions() -> Iterator[str]:
    for path in sorted((DATA / "quizzes").glob("*.yaml")):
        items = lessons.checked_items(path)
        _check_against_keys(items)
        yield f"lesson {path.stem}: {len(items)} quiz items, {lessons.load_lesson(path.stem).minutes} minutes"
    for path in sorted((DATA / "exam").glob("*.yaml")):
        items = lessons.checked_items(path)
        _check_against_keys(items)
        yield f"exam {path.stem}: {len(items)} questions"


def _check_essay(name: str) -> Iterator[str]:
    essay, noted = text.load_essay(name), reading.load_annotations(name)
    asked, found = reading.load_questions(name), reading.load_argument(name)
    check_reading(essay, noted, asked, DATA / "annotations" / f"{name}.yaml")
    _check_map(found, noted, DATA / "arguments" / f"{name}.yaml")
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
            what = f"{place} shows {len(shown)} of its {len(notes)} notes; show one or two, the others are more: true"
            raise problem(path, notes[-1].id, "more", what)
        if words > _WORDS:
            what = f"{place} has {words} English words of notes; {_WORDS} are enough"
            raise problem(path, notes[-1].id, "note", what)
        for note in notes:
            if _SILENCE.search(note.note.zh):
                raise problem(path, note.id, "note", "ends by saying what is not said; ask for it, or leave that out")
        _check_told_order(noted, place, notes, path)


def _check_told_order(noted: reading.Reading, place: str, notes: list[reading.Annotation], path: Path) -> None:
    """Raise DataError for a note that explains the roles of its sentence (先标……再标……) in another order than theirs."""
    own = [str(a.label.name.zh) for a in noted.annotations if a.at == place and a.whole and a.label.layer == "role"]
    for note in notes:
        if told := re.search(r"先标(\w+).*?再标(\w+)", note.note.zh):
            if own[:2] != list(told.groups()):
                what = f"it says {told[1]} first, then {told[2]}; the roles of {place} are {own}"
                raise problem(path, note.id, "note", what)


def _check_map(found: reading.ArgumentMap, noted: reading.Reading, path: Path) -> None:
    """Raise DataError where the map takes a sentence for something else than its label, and does not say why.

    The kind of a step answers the main role of each of its sentences, or it is `apart` and its `why` says why.
    """
    kinds = reading.load_map_kinds().nodes
    for node in found.nodes.values():
        sentences = [place for place in node.at if "." in place]
        other = [s for s in sentences if _main_role(noted, s) not in kinds[node.kind].roles]
        if other and not (node.apart and node.why):
            label = _main_role(noted, other[0])
            what = f"{node.kind}, but {other[0]} is labelled {label}; change one, or say apart: true and why"
            raise problem(path, node.id, "kind", what)
        if node.apart and not other:
            raise problem(path, node.id, "apart", "its kind is that of its sentences; leave apart out")


def _check_only_if() -> None:
    """Raise DataError unless 只有…才能 is a step of one kind in all maps."""
    first = None
    for essay in text.ESSAYS:
        for node in reading.load_argument(essay).nodes.values():
            said = [text.passage(place).text for place in node.at if "." in place]
            if any(re.search("只有.*才能", each) for each in said):
                first = first or node
                if node.kind != first.kind:
                    what = f"{node.kind}, but the 只有…才能 of {first.id} is {first.kind}; one construction, one kind"
                    raise problem(DATA / "arguments" / f"{essay}.yaml", node.id, "kind", what)


def _main_role(noted: reading.Reading, sentence: str) -> str:
    return next(a.label.id for a in noted.at(sentence) if a.whole and a.label.layer == "role")


def _check_against_keys(items: list) -> None:
    """Raise DataError where a step of a map says what a question on its sentence takes for wrong.

    Of a judgement keyed “false” or “not stated” the sentence that decides is known; a step that stands there must not
    be as strong as the judgement is (data/lexicon/force.yaml).
    """
    for item, place in ((i, i.denied_at()) for i in items):
        if place is None or place[0] not in text.ESSAYS:
            continue
        for node in (n for n in reading.load_argument(place[0]).nodes.values() if place in n.at):
            for force in reading.load_forces():
                if force.within(item.prompt) and force.within(node.text):
                    what = f"says “{force.id}” of {place}, which {item.id} does not let stand: {node.text.zh}"
                    raise problem(DATA / "arguments" / f"{place[0]}.yaml", node.id, "text", what)


def _check_whys(terms: tuple[reading.Term, ...], path: Path) -> None:
    """Raise DataError where a why conjectures and is not marked as the reader's own, or ends in what is not said."""
    for term in terms:
        if term.why and _SILENCE.search(term.why.zh):
            raise problem(path, term.id, "why", "ends by saying what is not said; ask for it, or leave that out")
        if term.why and not term.reader and (found := _CONJECTURE.search(f"{term.why.zh} {term.why.en}")):
            what = f"“{found[0]}” is the reader's inference; add reader: true"
            raise problem(path, term.id, "why", what)


_ENGLISH_IN = (
    "annotations", "arguments", "questions", "quizzes", "exam", "forms", "short", "teaching",
    "glossary.yaml", "lessons.yaml", "provenance.yaml",
)  # fmt: skip


def _check_renderings(terms: tuple) -> None:
    """Raise DataError for English that gives a term another rendering than the list does."""
    for name in _ENGLISH_IN:
        place = DATA / name
        for path in [place] if place.is_file() else sorted(place.glob("*.yaml")):
            for entry, field, words in _texts(read_yaml(read_text(path), path), "(top of the file)", ""):
                if wrong := _wrong_rendering(words, terms):
                    raise problem(path, entry, field, wrong)


def _wrong_rendering(words: Text, terms: tuple) -> str | None:
    """Return what is wrong with the English of `words`, if anything is: a term given up, or left out."""
    if '"' in words.zh + words.en:
        return "straight quotation marks; write “ ”"
    said = words.en.lower()
    for term in terms:
        if found := next((form for form in term.given_up if form in said), None):
            return f"{term.zh} is “{term.shown}” (data/terms.yaml), not “{found}”"
        if not term.everyday and not term.rendered(words):
            return f"{term.zh} is “{term.shown}” (data/terms.yaml); the English has neither"
    return None


def _texts(data: object, entry: str, field: str) -> Iterator[tuple[str, str, Text]]:
    """Yield every pair of Chinese and English in a file, with the entry and the field where it stands."""
    if isinstance(data, list):
        for part in data:
            yield from _texts(part, entry, field)
    elif isinstance(data, dict):
        if {"zh", "en"} <= set(data) and all(isinstance(data[each], str) for each in ("zh", "en")):
            yield entry, field, Text(data["zh"], data["en"])
            return
        here = str(data.get("id") or data.get("at") or entry)
        for name, part in data.items():
            yield from _texts(part, here, name if isinstance(part, dict | list) else field)
