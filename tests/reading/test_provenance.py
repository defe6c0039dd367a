"""Where the essays' wording stands earlier: shown at every place, each with source and date, and nowhere gainsaid.

The list below was taken from the table the file was written from, not from the file.
"""

import re
from pathlib import Path

import pytest

import course
from course.base import DataError, use_language
from course.classroom.write import handout, instructor
from course.lessons import load_lesson
from course.reading import provenance
from course.reading.card_html import format_provenance
from tests.notebooks import prose

DATA = Path(__file__).parents[2] / "data"
JANUARY, MARCH, PLENUM, BOOK = "2024 年 1 月 31 日", "2024 年 3 月 5 日", "2024 年 7 月 18 日", "《吴越春秋·阖闾内传》"

# place: what is written there and earlier alike, and when (or in which book) it stands earlier
WORDING = [
    ("A01.3", "推动高质量发展的内在要求和重要着力点", JANUARY),
    ("A10.1", "技术革命性突破", JANUARY),
    ("B02.2", "技术革命性突破", JANUARY),
    *((place, None, JANUARY) for place in ("A03", "A04", "A05", "A11", "A12", "A13", "A14", "A15", "B03", "B04", "B05")),
    ("B04.2", "优化组合的跃升为基本内涵", JANUARY),
    ("A09.2", "先进生产力质态", JANUARY),
    ("A07.4", "防止一哄而上、泡沫化", MARCH),
    ("A07.2", "资源禀赋、产业基础、科研条件", MARCH),
    ("A07.4", "有选择", MARCH),
    ("A08", None, MARCH),
    ("A09.2", "传统产业", MARCH),
    ("A09.6", "高端化、智能化、绿色化", MARCH),
    ("A01.2", "健全因地制宜发展新质生产力体制机制", PLENUM),
    ("B01.2", "分领域推进生产性服务业高质量发展", PLENUM),
    ("A06.1", "因地制宜", BOOK),
]
each_wording = pytest.mark.parametrize(("place", "words", "when"), WORDING)
LESSON_OF = {f"A{n:02}": "02" if n < 6 else "03" if n < 10 else "04" for n in range(1, 16)} | {f"B{n:02}": "05" for n in range(1, 6)}


def cut(html: str, start: str, end: str) -> str:
    """What stands in the html from one thing to the next."""
    return html[html.index(start) :].split(end)[0]


@each_wording
def test_the_reader_signs_and_marks_the_place_and_its_card_says_when(place, words, when):
    reader = course.read(place.split(".")[0])
    shown = cut(reader.html, f'data-place="{place}"', "</li>" if "." in place else "<ol")
    names = re.findall(r'data-card="(provenance:[^"]+)"', shown)
    cards = [name for name in names if when in reader.cards[name]]
    assert cards and "同一说法见于" in reader.cards[cards[0]]
    if words:
        assert words in course.passage(place).text
        assert any(f'data-of="{name}"' in shown and words in reader.cards[name] for name in cards)


@each_wording
def test_the_page_without_a_kernel_says_so_below_the_place(place, words, when):
    page = course.read(place.split(".")[0])._repr_mimebundle_()[0]["text/html"]
    shown = cut(page, f'data-place="{place}"', "</li><li class" if "." in place else "<ol")
    notes = re.findall(r'<details class="course-notes" data-layer="provenance">.*?</details>', shown, re.S)
    assert any(when in note and "来源：" in note and (words is None or words in note) for note in notes)


@pytest.mark.parametrize("kind", [handout, instructor])
@each_wording
def test_paper_says_so_in_the_lesson_that_reads_the_place(kind, place, words, when, sheets):
    notes = re.findall(r'<p class="earlier"><span class="place">([^<]*)</span>(.*?)</p>', sheets(kind, LESSON_OF[place.split(".")[0]]))
    assert any(place in places.split() and when in note and (words is None or words in note) for places, note in notes)


@pytest.fixture(scope="module")
def sheets():
    made = {}

    def sheet(kind, lesson: str) -> str:
        if (kind, lesson) not in made:
            made[kind, lesson] = kind(load_lesson(lesson))
        return made[kind, lesson]

    return sheet


def test_every_entry_has_a_source_and_a_date_in_both_languages_and_says_what_it_does_not_show():
    earlier = {s.earlier.id: s.earlier for s in provenance.load_provenance()}
    for one in earlier.values():
        chinese, english = re.findall(r"\d+", one.date.zh), re.findall(r"\d+", one.date.en)
        named = one.date.en.startswith("Eastern Han") and one.date.zh.startswith("东汉")
        assert named or (len(chinese) == 3 and {chinese[0], chinese[2]} == set(english)), one.id
        for said in (one.source, one.shows, one.does_not_show, one.speaker, one.occasion):
            assert said.zh.strip() and said.en.strip(), one.id
        assert not re.search(r"抄|copied|plagiar", f"{one.shows} {one.shows.en} {one.does_not_show.en}"), one.id


def test_the_card_folds_what_it_shows_and_names_all_places_and_in_english_says_whose_english_it_is():
    use_language("en")
    one = next(s.earlier for s in provenance.load_provenance() if s.at == "A10.1")
    card = str(format_provenance(one))
    assert "<details><summary>What it shows, what it does not</summary>" in card
    assert "(Xinhua’s English)" in card and "driven by revolutionary technological breakthroughs" in card
    assert all(place in card for place, _, when in WORDING if when == JANUARY and place[1:] not in ("01.3", "04.2", "09.2"))


# ---- nothing says the opposite ----


def note(file: str, name: str) -> str:
    """What one entry of a data file says, as it is written."""
    text = (DATA / file).read_text(encoding="utf-8")
    return re.split(r"\n\s*- id: ", text[text.index(f"- id: {name}\n") + 6 :])[0]


@pytest.mark.parametrize(
    ("file", "name", "said", "english"),
    [
        ("annotations/B.yaml", "b02-2-note", "同一个公开的提法", "one public formula"),
        ("annotations/A.yaml", "a09-6-quotation", "2024 年 3 月 5 日的讲话", "speech of 5 March 2024"),
        ("arguments/B.yaml", "b-three-sources", "不是另一份证据", "no further evidence"),
        ("arguments/A.yaml", "r-three", "现成的公开提法", "ready-made public formula"),
        ("arguments/parallels.yaml", "three", "2024 年 1 月 31 日讲话", "speech of 31 January 2024"),
    ],
)
def test_notes_that_took_the_frame_for_the_essays_own_say_where_it_comes_from(file, name, said, english):
    assert said in note(file, name) and english in note(file, name)


def test_the_board_of_lesson_07_counts_what_both_quote_once():
    board = (DATA / "teaching" / "07.yaml").read_text(encoding="utf-8").split("\nboard:")[1].split("\nversions:")[0]
    assert "同引一处，只算一份" in board and "counted once" in board


OPPOSITE = [
    "骨架因此有一半在 A 篇里", "Half the skeleton of essay B", "作者预想到的看法", "a view the authors foresee", "不谋而合", "殊途同归",
    "(?<!不是)(?<!算不上)互相印证", "independently (?:arrive|reach|confirm)",
]  # fmt: skip


@pytest.mark.parametrize("path", sorted(p for p in DATA.rglob("*.yaml")), ids=lambda p: p.relative_to(DATA).as_posix())
def test_nothing_in_the_data_calls_the_agreement_independent_or_the_opponent_imagined(path):
    text = path.read_text(encoding="utf-8")
    assert [words for words in OPPOSITE if re.search(words, text, re.M)] == []


@pytest.mark.parametrize(
    ("lesson", "said"),
    [
        ("03", ["岂有天气之数以威邻国者乎", "城在内，郭在外", "overawe a neighbouring state", "这说明不了什么"]),
        ("07", ["照样只有一份", "leaves it at one", "说明不了什么"]),
        ("08", ["**未注明的引用**", "**silent authority**", "归类不因此改动"]),
    ],
)
def test_three_lessons_teach_it(lesson, said):
    assert all(words in prose(lesson) for words in said)


# ---- mistakes are named ----


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("at: A10.1", "at: A99.1"), "entry three-sources, field at"),
        (("at: A08}", "at: Q01}"), "entry local-conditions, field at"),
        (("{at: A11}", "{at: A11, quote: 健全}"), "entry three-sources, field quote"),
        (("quote: 防止一哄而上、泡沫化", "quote: 防止一哄而起"), "entry no-rush, field quote: in A07.4"),
        (("english_by: xinhua", "english_by: reuters"), "entry intrinsic-requirement, field english_by"),
        (("date: {zh: 东汉（据 A06.1）, en: Eastern Han (as A06.1 says)}", ""), "entry wu-yue-chunqiu, field date"),
        (("source: {zh: 新华社 2024 年 2 月 1 日报道", "source: {cn: 新华社"), "entry intrinsic-requirement, field source"),
    ],
)
def test_a_mistake_is_named_with_file_entry_and_field(tmp_path, change, said):
    text = (DATA / "provenance.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "provenance.yaml").write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(DataError, match="provenance.yaml, " + said):
        provenance.read_provenance(tmp_path / "provenance.yaml")
