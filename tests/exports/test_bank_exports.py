"""The bank in other programs' hands: gift-pegjs reads the GIFT, pyslet validates and scores the QTI, Anki imports the cards."""

import html
import io
import os
import random
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from itertools import groupby

import pytest

from course.base import language
from course.base.language import Text
from course.exports import write_bank
from course.exports.anki import anki_package
from course.progress import missed_items
from course.exports.gift import format_gift, plain
from course.exports.qti import qti_package
from course.lessons.plan import exam_bank, lessons_with_items, question_label
from course.progress.log import Attempt
from course.quiz import WORDS
from course.quiz.item import Item, grade
from course.quiz.kinds.choice import Option, Single
from course.quiz.kinds.match import choice_id
from course.quiz.other_formats import without_colon
from course.reading.glossary import load_glossary
from course.text import passage
from tests.items import all_items
from tests.other_software import node, other_python
from tests.classroom.simulated_class import answer

ITEMS = [i for i in all_items()]
KINDS = {"single": "MC", "truth": "MC", "multiple": "MC", "mark": "MC", "match": "Matching", "order": "Matching", "cloze": "Short", "open": "Essay"}
KINDS |= {"guess": "Essay", "writing": "Essay"}  # nothing there is scored
each_language = pytest.mark.parametrize("name", language.LANGUAGES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Everything written by the command, as a teacher would."""
    target = tmp_path_factory.mktemp("bank")
    done = subprocess.run([sys.executable, "-m", "course", "bank", str(target)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2 * (2 * len(lessons_with_items()) + 1)
    return target


def test_no_question_kept_for_exams_is_in_any_file(folder):
    for path in folder.iterdir():
        held = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                held = b"".join(map(packed.read, packed.namelist()))
        assert not [i.id for i in exam_bank() if i.id.encode() in held or i.prompt.zh.encode() in held or i.prompt.en.encode() in held], path


def said(text) -> str:
    """A text as a program shows it: on one line."""
    return " ".join(str(text).split())


def test_the_language_is_as_it_was_though_one_stops_half_way_through_the_files(tmp_path):
    for _path in write_bank(tmp_path):
        assert language.current_language() == "zh"
        break
    assert len(list(tmp_path.iterdir())) == 2 * (2 * len(lessons_with_items()) + 1)


# ---- GIFT ----


@pytest.fixture(scope="module")
def gift(readers, folder):
    """All that gift-pegjs reads, by language: a list for each lesson, without the category it begins with."""
    found = {}
    for name in language.LANGUAGES:
        language.use_language(name)
        files = [folder / f"{lesson.id}.{name}.gift.txt" for lesson in lessons_with_items()]
        found[name] = {}
        for lesson, (category, *read) in zip(lessons_with_items(), node(readers, "read_gift.mjs", *files), strict=True):
            assert category["title"] == f"reading-an-argument/{lesson.id} {lesson.title}"
            found[name][lesson.id] = read
    language.use_language("zh")
    return found


def asked(gift, name: str) -> dict:
    """The questions of all lessons by their ids."""
    return {q["id"]: q for read in gift[name].values() for q in read if q["type"] != "Description"}


@each_language
def test_every_passage_stands_before_the_first_question_about_it_and_only_once(gift, name):
    for lesson in lessons_with_items():
        read, stands = "", {item.id: item for item in ITEMS}
        for q in gift[name][lesson.id]:
            if q["type"] == "Description":
                new = plain_of(q["stem"]["text"])
                assert new not in read and q["title"].startswith(f"{lesson.id} ")
                read += new
                continue
            item = stands[q["id"]].item
            for place in read_with(item):
                assert all(s.text.strip() in read for s in passage(place).sentences), (item.id, place)
        assert bool(read) == any(read_with(i.item) for i in ITEMS if i.id[1:3] == lesson.id)


def read_with(item: Item) -> set[str]:
    """The paragraphs to be read with a question: none before reading, none beside a gap, no whole essay."""
    if item.part == "before" or item.kind == "cloze":
        return set()
    return {place.split(".")[0] for place in item.places if len(place) > 1}


def plain_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


@each_language
def test_every_question_has_a_title_to_be_read_its_id_and_its_objective(gift, name):
    language.use_language(name)
    questions = asked(gift, name)
    titles = [q["title"] for q in questions.values()]
    assert len(set(titles)) == len(titles) and max(map(len, titles)) < 80
    for item in ITEMS:
        q = questions[item.id]
        assert q["title"].startswith(f"{question_label(item.item)} ") and q["tags"] == [item.id[1:3], item.objective]
        assert said(item.prompt).startswith(q["title"].removeprefix(question_label(item.item)).strip().removesuffix("…"))


@each_language
def test_every_question_is_there_in_its_kind_with_its_words(gift, name):
    language.use_language(name)
    questions = asked(gift, name)
    assert list(questions) == [item.id for item in ITEMS]
    for item in ITEMS:
        question = questions[item.id]
        assert question["type"] == KINDS[item.kind], item.id
        assert question["stem"]["text"].startswith(said(item.prompt)), item.id
        assert question["stem"]["format"] == "plain", item.id  # a < is a <: without this Moodle takes it for a tag


@each_language
def test_every_option_has_its_right_share_and_its_own_feedback(gift, name):
    language.use_language(name)
    questions = asked(gift, name)
    for item in (i for i in ITEMS if i.options):
        choices = {c["text"]["text"]: c for c in questions[item.id]["choices"]}
        right = sum(o.correct for o in item.options)
        for option in item.options:
            choice = choices[said(item.text_of(option))]
            if item.kind in ("single", "truth"):
                assert choice["isCorrect"] == option.correct, item.id
            else:
                assert float(choice["weight"]) == pytest.approx((100 if option.correct else -100) / right, abs=1e-4), item.id
            assert choice["feedback"]["text"] == said(f"{option.feedback} {option.see}"), item.id


@each_language
def test_rows_and_steps_are_paired_as_the_key_has_it_and_gaps_take_every_right_word(gift, name):
    language.use_language(name)
    for item in ITEMS:
        question = asked(gift, name)[item.id]
        if item.kind == "match":
            names = {c.id: without_colon(said(c.text)) for c in item.choices}
            assert sorted(p["subanswer"] for p in question["matchPairs"] if p["subquestion"]["text"]) == sorted(names[r.answer] for r in item.rows)
        if item.kind == "order":
            place = {p["subquestion"]["text"]: p["subanswer"] for p in question["matchPairs"]}
            assert [place[said(s.text)] for s in item.steps] == [str(n) for n in range(1, len(item.steps) + 1)]
        if item.kind == "cloze":
            words = {c["text"]["text"]: float(c["weight"]) for c in question["choices"]}
            assert words == {w: 100 for w in (item.gap, *item.accept)} | {e.answer: 0 for e in item.errors}
        if item.kind in ("open", "writing"):
            assert said(item.model) in question["globalFeedback"]["text"]


NASTY = "a ~ b = c # d {e} f: g \\ h -> i // j %50% <b>&amp;</b> ::k:: “引号”\n换行"


def nasty_item() -> Item:
    words = Text(NASTY, NASTY)
    options = [Option("a", words, words, "A01.1", True), Option("b", Text("%50% 的人", "%50% of all"), words, "A01.1")]
    return Single(
        id="q03-01", part="before", kind="single", objective="03-1", demand="content", difficulty=1, places=["A01.1"], prompt=words, options=options
    )


def test_signs_that_mean_something_in_gift_arrive_as_they_were(readers, tmp_path):
    path = tmp_path / "nasty.txt"
    path.write_text(format_gift([nasty_item()], NASTY), encoding="utf-8")
    category, question = node(readers, "read_gift.mjs", path)[0]
    expected = said(NASTY).replace("->", "→")  # the one sign GIFT cannot hold
    assert question["stem"]["text"] == expected and question["choices"][0]["text"]["text"] == expected
    assert question["choices"][0]["isCorrect"] and not question["choices"][1]["isCorrect"]
    wrong = question["choices"][1]
    assert (wrong["text"]["text"], wrong["weight"]) == ("％50% 的人", None)  # a share of the points it is not
    assert plain("一\n 二") == "一 二"


# ---- QTI ----


def scored(folder, answers: list) -> list:
    """Let pyslet answer [(item's id, response), …]; return the points and the feedback chosen for each."""
    found = {}
    for lesson in {item[1:3] for item, _ in answers}:
        mine = [(n, a) for n, a in enumerate(answers) if a[0][1:3] == lesson]
        results = other_python("read_qti.py", folder / f"{lesson}.zh.qti.zip", given=[a for _, a in mine])["scored"]
        found |= dict(zip((n for n, _ in mine), results, strict=True))
    return [found[n] for n in range(len(answers))]


def as_qti(item: Item, response):
    return [f"{row} {choice_id(choice)}" for row, choice in response.items()] if item.kind == "match" else response


@each_language
def test_every_item_is_valid_qti_and_a_test_asks_them_in_order_part_by_part(folder, name):
    language.use_language(name)
    for lesson in lessons_with_items():
        read = other_python("read_qti.py", folder / f"{lesson.id}.{name}.qti.zip")
        mine = [item for item in ITEMS if item.id[1:3] == lesson.id]
        assert (read["items"], read["invalid"]) == ([item.id for item in mine], {})
        title, sections = read["test"]
        assert title == f"{lesson.id} {lesson.title}"
        assert [file for _, files in sections for file in files] == [f"items/{item.id}.xml" for item in mine]
        assert [named for named, _ in sections] == [str(WORDS[f"part_{part}"]) for part, _ in groupby(i.part for i in mine)]


def test_another_program_gives_the_points_that_the_course_gives(folder):
    draw = random.Random(3)
    asked = [item for item in ITEMS if item.is_scored and item.kind != "order"]
    answers = [(item, answer(item, right, draw)) for item in asked for right in (True, False)]
    results = scored(folder, [(item.id, as_qti(item, response)) for item, response in answers])
    for (item, response), (points, told) in zip(answers, results, strict=True):
        assert points == pytest.approx(grade(item, response).score, abs=1e-5), (item.id, response)
        if item.options:
            assert set([told] if isinstance(told, str) else told) == set([response] if isinstance(response, str) else response)


def test_an_order_counts_only_when_it_is_whole(folder):
    orders = {i.id: [s.id for s in i.steps] for i in ITEMS if i.kind == "order"}
    assert orders and {points for points, _ in scored(folder, list(orders.items()))} == {1}
    assert {points for points, _ in scored(folder, [(i, steps[::-1]) for i, steps in orders.items()])} == {0}


@each_language
def test_the_words_are_in_the_items_and_the_manifest_lists_every_file(folder, name):
    language.use_language(name)
    for lesson in lessons_with_items():
        with zipfile.ZipFile(folder / f"{lesson.id}.{name}.qti.zip") as package:
            manifest = package.read("imsmanifest.xml").decode()
            assert sorted(re.findall(r'<file href="([^"]+)"', manifest)) == sorted(n for n in package.namelist() if n != "imsmanifest.xml")
            for item in (i for i in ITEMS if i.id[1:3] == lesson.id):
                text = html.unescape(package.read(f"items/{item.id}.xml").decode())
                assert str(item.prompt) in text and f'title="{question_label(item.item)} ' in text, item.id
                assert all(str(o.feedback) in text for o in item.options), item.id


@each_language
def test_every_qti_item_after_reading_has_its_passage_above_it(folder, name):
    language.use_language(name)
    for lesson in lessons_with_items():
        with zipfile.ZipFile(folder / f"{lesson.id}.{name}.qti.zip") as package:
            for item in (i for i in ITEMS if i.id[1:3] == lesson.id):
                body = package.read(f"items/{item.id}.xml").decode().partition("<itemBody>")[2]
                stimulus = plain_of(body.partition('class="stimulus"')[2].partition("</div>")[0])
                wanted = read_with(item.item)
                assert bool(stimulus) == bool(wanted) and all(s.text.strip() in stimulus for p in wanted for s in passage(p).sentences), item.id


def test_the_package_is_valid_by_the_official_schema_where_it_is_at_hand(folder):
    """The schema of IMS may not be copied here. Give the path of imsqti_v2p1.xsd in QTI_SCHEMA to have it used."""
    path = os.environ.get("QTI_SCHEMA")
    if not path:
        pytest.skip("needs the official schema of QTI (set QTI_SCHEMA to its path; pyslet validates the items without it)")
    assert other_python("read_qti.py", folder / "03.zh.qti.zip", path)["invalid"] == {}


def test_the_same_bank_gives_the_same_package():
    assert qti_package(ITEMS[:5], "x") == qti_package(ITEMS[:5], "x")


def test_pyslet_refuses_what_is_not_qti(tmp_path):
    data = qti_package(ITEMS[:1], "x")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(tmp_path / "x.zip", "w") as new:
        new.writestr("items/x.xml", old.read(f"items/{ITEMS[0].id}.xml").replace(b"<itemBody>", b"<itemBody><nonsense/>"))
        new.writestr("test.xml", old.read("test.xml"))
    assert other_python("read_qti.py", tmp_path / "x.zip")["invalid"]["x"].startswith("QTIValidityError")


# ---- Anki ----


def words_of(field: str) -> str:
    return said(html.unescape(re.sub(r"<[^>]+>", " ", field)))


@pytest.fixture(scope="module", params=language.LANGUAGES)
def cards(request, folder):
    """What Anki has after importing the package twice, with the language of the package."""
    return request.param, other_python("read_anki.py", folder / f"reading-an-argument.{request.param}.apkg")


def cards_of(item: Item) -> list[str]:
    """The ids of the cards a question is to be: one, or one a row; none where nothing can be learnt by heart."""
    rows = [f"{item.id}-{r.id}" for r in item.rows] if item.kind == "match" else [item.id]
    return [] if item.kind in ("guess", "writing") else rows


def test_anki_imports_every_card_and_adds_none_twice(cards):
    wanted = len(load_glossary()) + sum(len(cards_of(i)) for i in ITEMS)
    assert cards[1]["new"] == [wanted, 0] and cards[1]["cards"] == [wanted, wanted]


def test_a_word_stands_marked_in_its_sentence_and_the_back_says_only_what_it_means(cards):
    language.use_language(cards[0])
    fronts = {front: back for front, back, *_ in cards[1]["notes"]}
    for term in load_glossary():
        front = next(f for f in fronts if f"<mark>{term.term}</mark>" in f and f"<small>{term.first}</small>" in f)
        around = words_of(front).replace(term.first, "").replace(" ", "")
        assert around.strip("…") in passage(term.first).text and len(around) < len(term.term) + 2 * 34, term.id
        back = words_of(fronts[front])
        assert said(term.gloss) in back and term.pinyin in back and (not term.why or str(term.why) not in back)


def test_a_question_s_card_has_what_is_right_and_why_and_nothing_of_the_rest(cards):
    language.use_language(cards[0])
    notes = [(words_of(front), words_of(back)) for front, back, *_ in cards[1]["notes"]]
    for item in (i for i in ITEMS if cards_of(i)):
        mine = [back for front, back in notes if front.startswith(said(item.prompt)) and front.endswith(question_label(item.item))]
        assert len(mine) == len(cards_of(item)), item.id
        right = [o.feedback for o in item.options if o.correct] or [r.feedback for r in item.rows] or [item.feedback or item.model]
        assert all(any(said(text) in back for back in mine) for text in right), item.id
        for back in mine:
            assert sum(said(o.feedback) in back for o in item.options if not o.correct) == 0, item.id
            assert sum(said(r.feedback) in back for r in item.rows) <= 1 or len({said(r.feedback) for r in item.rows}) < len(item.rows), item.id


def test_cards_are_tagged_by_lesson_and_objective(cards):
    tags = {frozenset(t) for t in cards[1]["tags"]}
    assert {frozenset((f"lesson-{i.id[1:3]}", f"objective-{i.objective}")) for i in ITEMS if cards_of(i)} <= tags
    terms = [t for t in cards[1]["tags"] if any(one.startswith("word-") for one in t)]
    assert len(terms) == len(load_glossary()) and all(any(one.startswith("lesson-") for one in t) for t in terms)


def test_a_deck_of_missed_items_has_those_whose_latest_answer_was_not_right():
    now, draw = datetime(2026, 3, 2, tzinfo=UTC), random.Random(2)
    graded = [i for i in ITEMS if i.kind == "single"][:3]
    log = []
    for n, (item, right) in enumerate([(graded[0], False), (graded[1], False), (graded[1], True), (graded[2], True)]):
        response = answer(item, right, draw)
        log.append(Attempt(item.id, "after", response, grade(item, response).score, (now + timedelta(minutes=n)).isoformat()))
    log.append(Attempt(graded[2].id, "before", "x", 0.0, (now + timedelta(minutes=9)).isoformat()))
    assert missed_items(log) == [graded[0]]


def test_words_are_escaped_on_cards(tmp_path):
    path = tmp_path / "nasty.apkg"
    path.write_bytes(anki_package([nasty_item()]))
    front = next(front for front, *_ in other_python("read_anki.py", path)["notes"] if "引号" in front)
    assert "<b>&amp;amp;</b>" not in front and "&lt;b&gt;&amp;amp;&lt;/b&gt;" in front
