"""The argument map: drawn with room for its words, the same in the outline, and with blanks that keep their key back."""

import re
import xml.etree.ElementTree as ElementTree
from functools import cache

import pytest
from hypothesis import given, strategies as st

import course
from course.base import language, measure
from course.figures import fonts
from course.quiz.item import grade
from course.quiz.map_blanks import BlankError, blank_items
from course.reading import argument, map_html as map_markup, map_layout
from course.text.essays import ESSAYS, PlaceError

MAPS = {essay: argument.load_argument(essay) for essay in ESSAYS}
SVG = "{http://www.w3.org/2000/svg}"
both = pytest.mark.parametrize("essay", ESSAYS)


@cache
def advance():
    """Return a function that gives a text's true width in ems in the font the course ships."""
    from fontTools.ttLib import TTFont

    font = TTFont(fonts.chinese_font(), fontNumber=0)
    names, widths, em = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
    return lambda text: sum(widths[names[ord(c)]][0] if ord(c) in names else em for c in text) / em


@both
@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_no_line_is_wider_than_its_box_in_the_courses_own_font(essay, tongue):
    language.use_language(tongue)
    root = ElementTree.fromstring(str(map_markup.format_svg(MAPS[essay], MAPS[essay].thesis.id)))
    for line in root.iter(f"{SVG}text"):
        if line.get("class") != "course-rel":
            assert advance()(line.text or "") * map_layout.FONT <= map_layout.WIDTH - map_layout.PAD, line.text


def test_width_is_an_upper_bound_and_not_far_above_the_true_one():
    for node in MAPS["A"].nodes.values():
        assert advance()(node.text.zh) <= measure.text_width(node.text.zh) <= 1.1 * advance()(node.text.zh)


@given(st.text("生产力，。ab c“”1.", max_size=60), st.floats(6, 20))
def test_wrapping_loses_no_word_and_no_line_begins_with_a_comma(text, width):
    lines = measure.wrap(text, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert not any(line.startswith(("，", "。")) for line in lines[1:] if line.strip("，。”"))


@both
def test_boxes_do_not_overlap(essay):
    found = MAPS[essay]
    words = {i: str(n.text) for i, n in found.nodes.items()}
    boxes = map_layout.lay_out(found, found.thesis.id, words, words).boxes
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            assert a.x != b.x or a.y + a.height <= b.y or b.y + b.height <= a.y, (a.node, b.node)


@both
def test_drawing_outline_and_plain_text_hold_the_same_nodes_and_words(essay):
    found, thesis = MAPS[essay], MAPS[essay].thesis.id
    svg = ElementTree.fromstring(str(map_markup.format_svg(found, thesis)))
    drawn = [g for g in svg.iter(f"{SVG}g") if g.get("data-node") and "again" not in g.get("class")]
    assert sorted(g.get("data-node") for g in drawn) == sorted(found.nodes)
    outline, listed = map_markup.outline(found, thesis), str(map_markup.format_map(found, thesis))
    for group in drawn:
        node = found.nodes[group.get("data-node")]
        words = re.sub(r"\s", "", "".join(t.text or "" for t in group.iter(f"{SVG}text")))
        assert re.sub(r"\s", "", node.text.zh) in words
        assert node.text.zh in outline and node.text.zh in listed


def test_a_part_of_the_map_reaches_the_thesis_and_keeps_joint_reasons_together():
    part = MAPS["A"].within("A01", "A05")
    whole = {r.id: r for r in MAPS["A"].relations}
    assert {"a-thesis", "a-claim-tech", "a-three-sources", "a-factor-cause"} <= set(part.nodes)
    assert not any(n.at and all(p > "A11" for p in n.at) for n in part.nodes.values())
    for relation in part.relations:
        assert relation == whole[relation.id] and {*relation.sources, relation.target} <= set(part.nodes)
    assert len(part.nodes) < len(MAPS["A"].nodes)


# ---- blanks ----

BLANKS = ["a-forces", "r-tech-concede", "a-tech-cause:text"]


def test_each_blank_asks_for_role_relation_or_the_missing_step_and_explains_every_option():
    for item, right in zip(blank_items(MAPS["A"], BLANKS), ["premise", "concede", "a-tech-cause"], strict=True):
        assert [o.id for o in item.options if o.correct] == [right]
        assert len({o.id for o in item.options}) == 4 and all(o.feedback.zh and o.feedback.en for o in item.options)
        assert grade(item, right).status == "right"
        wrong = next(o.id for o in item.options if not o.correct)
        assert grade(item, wrong).status == "wrong"


@both
def test_any_node_and_any_relation_can_be_a_blank(essay):
    found = MAPS[essay]
    names = [*found.nodes, *(f"{i}:text" for i in found.nodes if i != found.thesis.id), *(r.id for r in found.relations)]
    items = blank_items(found, names)
    assert len({i.id for i in items}) == len(names)
    for item in items:
        assert sum(o.correct for o in item.options) == 1 and len(item.options) == 4


def test_the_browser_is_not_told_what_fills_a_blank_before_it_is_answered():
    quiz = course.fill_map("A", BLANKS)
    sent = quiz.drawing + str(quiz.items)
    assert MAPS["A"].nodes["a-tech-cause"].text.zh not in quiz.drawing
    assert "a-forces" not in sent and "a-tech-cause" not in quiz.drawing and "r-tech-concede" not in sent
    assert not [o for i in blank_items(MAPS["A"], BLANKS) for o in i.options if o.feedback.zh in sent]


def test_a_blank_fills_in_when_it_is_answered_rightly_and_only_then():
    quiz = course.fill_map("A", BLANKS)
    item, words = quiz.items[2]["id"], MAPS["A"].nodes["a-tech-cause"].text.zh
    wrong = next(o["id"] for o in quiz.items[2]["options"] if o["id"] != "a-tech-cause")
    quiz._receive(None, {"kind": "submit", "item": item, "response": wrong}, [])
    assert quiz.results[item]["status"] == "wrong" and words not in quiz.drawing
    quiz._receive(None, {"kind": "submit", "item": item, "response": "a-tech-cause"}, [])
    assert quiz.results[item]["status"] == "right" and words in re.sub(r"<[^>]+>", "", quiz.drawing).replace("\n", "")
    assert course.fill_map("A", BLANKS).results[item]["status"] == "right"  # remembered


@pytest.mark.parametrize(
    ("call", "error", "hint"),
    [
        (lambda: course.fill_map("A", ["nobody"]), BlankError, "nobody"),
        (lambda: course.fill_map("A", []), BlankError, "at least one"),
        (lambda: course.show_map("A", root="nobody"), KeyError, "a-thesis"),
        (lambda: course.show_map("A", between=["A01", "A99"]), PlaceError, "A99"),
        (lambda: course.compare("A03"), PlaceError, "three-claims"),
        (lambda: course.compare("A03", "A03.1"), PlaceError, "sentence"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(call, error, hint):
    with pytest.raises(error) as caught:
        call()
    assert hint in str(caught.value)
