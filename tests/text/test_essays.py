"""The recovered essays are the source, whole, and their places are the ones a reader would count."""

import re

import pytest

from course import use_language
from course.base.records import DATA, DataError
from course.text import essays as corpus

A, B = corpus.load_essay("A"), corpus.load_essay("B")

# Counted by hand on the source: sentences per paragraph, and the first characters of each paragraph.
HAND_A = [
    (4, "习近平总书记创造性提出"), (2, "生产力决定生产关系"), (6, "进一步全面深化改革，有利于优化"),
    (6, "进一步全面深化改革，有利于畅通"), (5, "进一步全面深化改革，有利于变革"), (2, "“因地制宜”，出自"),
    (4, "坚持立足实际"), (4, "坚持稳扎稳打"), (6, "坚持新旧互促"), (2, "新质生产力由技术革命性突破"),
    (6, "强化推动高水平科技"), (4, "健全推动传统产业"), (5, "完善推动新兴产业"), (6, "加快建立未来产业"), (8, "健全促进各类"),
]  # fmt: skip
HAND_B = [
    (3, "习近平总书记关于"), (2, "生产性服务业包括"), (8, "其一，"), (9, "其二，"), (8, "其三，"),
    (3, "生产性服务业“事前定价”"), (5, "一是"), (8, "二是"),
]  # fmt: skip


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


def body(essay: corpus.Essay) -> str:
    return "".join((s.heading or "") + "".join(p.text for p in s.paragraphs) for s in essay.sections)


def test_every_character_of_the_source_is_in_the_essays_or_in_named_page_furniture():
    source = without_space((DATA / "source" / "essays.txt").read_bytes().decode("utf-8"))
    head = A.title + "".join(A.page_furniture) + "".join(A.authors) + B.title + "".join(B.page_furniture) + "".join(B.authors)
    assert head + body(A) + A.author_note + body(B) + B.author_note == source


def test_the_only_page_furniture_is_the_title_printed_twice():
    assert A.page_furniture == (A.title,) and B.page_furniture == ()


@pytest.mark.parametrize(("essay", "hand"), [(A, HAND_A), (B, HAND_B)])
def test_paragraphs_and_sentences_are_those_counted_by_hand(essay, hand):
    assert [len(p.sentences) for p in essay.paragraphs] == [n for n, _ in hand]
    for paragraph, (_, opening) in zip(essay.paragraphs, hand, strict=True):
        assert paragraph.text.startswith(opening)


def test_there_are_116_sentences_and_five_headings():
    assert len(A.sentences) + len(B.sentences) == 116
    assert [s.heading for s in A.sections] == [
        None, "发展新质生产力是改革命题", "深入理解“因地制宜”方法论", "聚焦重点推进系统性改革"
    ]  # fmt: skip
    assert [s.heading for s in B.sections] == [None, "持续发挥赋能作用", "科学把握两对关系"]


def test_bylines_are_closed_up_and_each_author_has_an_affiliation():
    assert A.authors == ("刘泉红", "刘方") and B.authors == ("刘奕",)
    assert len(A.affiliations) == 2 and len(B.affiliations) == 1
    assert A.affiliations[1] == "中国宏观经济研究院市场与价格研究所研究员"


@pytest.mark.parametrize("essay", [A, B])
def test_spans_are_half_open_and_cover_each_paragraph(essay):
    for paragraph in essay.paragraphs:
        at = 0
        for sentence in paragraph.sentences:
            assert sentence.span.start == at
            assert paragraph.text[sentence.span.start : sentence.span.end] == sentence.text
            at = sentence.span.end
        assert at == len(paragraph.text)


def test_a_sentence_takes_its_closing_quote_along_and_a_semicolon_does_not_end_it():
    found = corpus.split_sentences("他说：“好。”再说；又说！真的？", "X01")
    assert [s.text for s in found] == ["他说：“好。”", "再说；又说！", "真的？"]
    assert [s.id for s in found] == ["X01.1", "X01.2", "X01.3"]


def test_a_place_gives_essay_paragraph_or_sentence():
    assert corpus.passage("B") is B
    assert corpus.passage("A03").text.startswith("进一步全面深化改革")
    assert corpus.passage("A03.4").text.startswith("但“从0到1”")


@pytest.mark.parametrize(
    ("place", "hint"),
    [("A16", "A01 to A15"), ("A03.7", "6 sentences"), ("C01", "A and B"), ("a03", "write A, A03"), ("A3", "write A"), ("", "write"), ("A03.4 ", "write A")],
)
def test_a_place_that_is_none_says_which_there_are(place, hint):
    with pytest.raises(corpus.PlaceError) as raised:
        corpus.passage(place)
    assert hint in raised.value.english
    assert re.match("没有|.*不是编号", str(raised.value)) and not re.search("[a-z]{2}", str(raised.value))
    use_language("en")
    assert str(raised.value) == raised.value.english


def test_a_run_of_paragraphs_goes_forward_within_one_essay():
    assert [p.id for p in corpus.paragraphs_between("A03", "A05")] == ["A03", "A04", "A05"]
    with pytest.raises(corpus.PlaceError):
        corpus.paragraphs_between("A05", "A03")
    with pytest.raises(corpus.PlaceError):
        corpus.paragraphs_between("A05", "B03")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("没有前言", "front matter"),
        ("---\nid: A\ntitel: 错\n---\n\n甲。\n", "unknown field `titel`; did you mean `title`?"),
        ("---\nid: A\ntitle: 甲\nauthors: [甲]\naffiliations: [乙]\nauthor_note: 丙\npage_furniture: []\n---\n\n", "no paragraph"),
    ],
)
def test_a_broken_essay_file_is_named(text, hint):
    with pytest.raises(DataError, match="A.md") as caught:
        corpus.parse_essay(text, DATA / "essays" / "A.md")
    assert hint in str(caught.value)


def test_nothing_else_in_the_project_copies_a_passage():
    whole = "".join(p.text for essay in (A, B) for p in essay.paragraphs)
    root = DATA.parent
    written = [p for kind in ("*.py", "*.yaml", "*.md", "*.js", "*.txt") for d in ("course", "data", "tests") for p in (root / d).rglob(kind)]
    for path in [*written, root / "README.md"]:
        if path.parent.name in {"essays", "source"} or path.name == "provenance.yaml":  # there the words compared stand
            continue
        text = path.read_text(encoding="utf-8")
        copied = [text[i : i + 20] for i in range(len(text) - 20) if text[i : i + 20] in whole]
        assert not copied, f"{path.name}: {copied[0]}"


@pytest.mark.parametrize("text, sentences", [
    ("他来了（他说过会来。）大家都笑。", ["他来了（他说过会来。）", "大家都笑。"]),
    ("【完。】再来！》好", ["【完。】", "再来！》", "好"]),
    ("“行吗？”）。走。", ["“行吗？”）。", "走。"]),
    ("他说：“（对。）”然后走了。", ["他说：“（对。）”", "然后走了。"]),
])  # fmt: skip
def test_a_closing_bracket_after_the_stop_belongs_to_the_sentence(text, sentences):
    assert [s.text for s in corpus.split_sentences(text, "X01")] == sentences
