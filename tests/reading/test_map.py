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
from course.quiz.map_blanks import BlankError, all_blanks, blank_items
from course.progress.log import open_progress
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
@pytest.mark.parametrize("steps", [False, True])
def test_no_line_is_wider_than_its_box_in_the_courses_own_font(essay, tongue, steps):
    language.use_language(tongue)
    found = MAPS[essay]
    blanks = [*found.nodes, *(r.id for r in found.relations)]
    for names in ((), blanks):
        root = ElementTree.fromstring(str(map_markup.format_svg(found, found.thesis.id, names, steps=steps)))
        for box in (g for g in root.iter(f"{SVG}g") if "course-node" in g.get("class")):
            width = float(box.find(f"{SVG}rect").get("width"))
            for line in box.iter(f"{SVG}text"):
                size = float(line.get("font-size", map_layout.FONT))
                assert advance()(line.text or "") * size <= width - map_layout.PAD, line.text


@both
def test_english_words_make_no_column_of_thin_lines(essay):
    language.use_language("en")
    root = ElementTree.fromstring(str(map_markup.format_svg(MAPS[essay], MAPS[essay].thesis.id)))
    lines = [len(g.findall(f"{SVG}text")) for g in root.iter(f"{SVG}g") if g.get("data-node")]
    assert max(lines) <= 7


def test_width_is_an_upper_bound_and_not_far_above_the_true_one():
    for node in MAPS["A"].nodes.values():
        assert advance()(node.text.zh) <= measure.text_width(node.text.zh) <= 1.1 * advance()(node.text.zh)


@given(st.text("生产力，。ab c“”1.", max_size=60), st.floats(6, 20))
def test_wrapping_loses_no_word_and_no_line_begins_with_a_comma(text, width):
    lines = measure.wrap(text, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert not any(line.startswith(("，", "。")) for line in lines[1:] if line.strip("，。”"))


@both
@pytest.mark.parametrize("tongue", ["zh", "en"])
@pytest.mark.parametrize("steps", [False, True])
def test_boxes_do_not_overlap(essay, tongue, steps):
    found = MAPS[essay]
    words = {i: str(n.text) for i, n in found.nodes.items()}
    boxes = map_layout.lay_out(found, found.thesis.id, words, words, tongue, steps).boxes
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
            assert apart, (a.node, b.node)


@both
def test_in_steps_the_map_is_less_than_half_as_wide_where_it_is_five_deep(essay):
    found = MAPS[essay]
    words = {i: str(n.text) for i, n in found.nodes.items()}
    columns, steps = (map_layout.lay_out(found, found.thesis.id, words, words, "zh", s).width for s in (False, True))
    assert steps < 0.6 * columns


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


def state_of(shown) -> str:
    """All that the browser knows of a map."""
    return "".join(str(getattr(shown, name)) for name in ("svg", "steps", "outline", "cards", "items", "results"))


def test_the_browser_is_not_told_what_fills_a_blank_before_it_is_answered():
    shown = course.fill_map("A", BLANKS)
    sent, drawn = state_of(shown), shown.svg + shown.steps + shown.outline + str(shown.cards)
    assert MAPS["A"].nodes["a-tech-cause"].text.zh not in drawn
    assert "a-forces" not in sent and "a-tech-cause" not in drawn and "r-tech-concede" not in sent
    assert not [o for i in blank_items(MAPS["A"], BLANKS) for o in i.options if o.feedback.zh in sent]
    assert not {"a-forces", "a-tech-cause"} & set(shown.cards)


def test_an_open_blank_says_what_is_asked_in_the_drawing_the_outline_and_to_a_screen_reader():
    shown = course.fill_map("A", BLANKS)
    for form in (shown.svg, shown.steps, shown.outline):
        for asked in ("？1 这一步是哪一种", "？2 什么关系", "？3 这一步是什么"):
            assert asked in form
        assert [form.count(f'data-blank="{n}" data-state="open"') for n in (1, 2, 3)] == [1, 1, 1]
    assert all(f'aria-label="第 {n} 空：' in shown.svg for n in (1, 2, 3))


def test_the_right_option_is_not_always_in_the_same_place():
    names = ["a-forces", "a-industry-race", "a-tech-reform", "r-tech-concede"]
    places = [[o.correct for o in item.options].index(True) for item in blank_items(MAPS["A"], names)]
    assert sorted(places) == [0, 1, 2, 3]
    assert blank_items(MAPS["A"], names) == blank_items(MAPS["A"], names)  # and the same in every session


@both
def test_a_wrong_option_is_explained_without_the_reason_that_names_the_right_one(essay):
    found = MAPS[essay]
    for node in (n for n in found.nodes.values() if n.why):
        (item,) = blank_items(found, [node.id])
        assert all((node.why.zh in o.feedback.zh) == o.correct for o in item.options)


def answer(shown, number: int, option: str) -> dict:
    """Answer a blank as the browser does, and return what came of it."""
    item = shown.items[number - 1]["id"]
    shown._receive(None, {"kind": "submit", "item": item, "response": option}, [])
    return shown.results[item]


def words_in(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("\n", "")


def wrong_options(number: int) -> list:
    return [o for o in blank_items(MAPS["A"], BLANKS)[number - 1].options if not o.correct]


def test_a_blank_fills_in_when_it_is_answered_rightly_and_is_remembered():
    shown, words = course.fill_map("A", BLANKS), MAPS["A"].nodes["a-tech-cause"].text.zh
    told = answer(shown, 3, "a-tech-cause")
    assert (told["status"], told["filled"]) == ("right", "right") and told["html"].startswith('<p class="course-said"')
    again = course.fill_map("A", BLANKS)
    for one in (shown, again):
        assert words in words_in(one.svg) and words in words_in(one.outline) and "a-tech-cause" in one.cards
        assert 'data-blank="3" data-state="right"' in one.svg and "✓" in one.svg
    assert again.results == shown.results
    assert open_progress().latest(shown.items[2]["id"], "after").response == "a-tech-cause"


def test_a_first_wrong_answer_says_not_yet_then_why_then_the_sentence_and_keeps_the_answer_back():
    shown, (wrong, *_) = course.fill_map("A", BLANKS), wrong_options(1)
    told = answer(shown, 1, wrong.id)
    words = words_in(told["html"])
    assert words.startswith("还差一步") and told["marks"] == {wrong.id: "wrong"} and told["filled"] == ""
    assert words.index("还差一步") < words.index(wrong.feedback.zh) < words.index(wrong.see)
    assert MAPS["A"].nodes["a-forces"].why.zh not in state_of(shown) and "a-forces" not in state_of(shown)


def test_a_second_wrong_answer_is_told_what_fills_the_blank_and_the_map_shows_it_as_told():
    shown, (one, other, _) = course.fill_map("A", BLANKS), wrong_options(1)
    answer(shown, 1, one.id)
    told = answer(shown, 1, other.id)
    assert (told["attempts"], told["filled"]) == (2, "given") and MAPS["A"].nodes["a-forces"].why.zh in told["html"]
    assert 'data-node="a-forces" data-blank="1" data-state="given"' in shown.svg
    assert "第 1 空，看了答案：理由 ○" in shown.svg
    assert answer(shown, 1, "premise")["filled"] == "right"  # as in the quiz, it may be tried once more


def test_what_is_no_answer_to_a_blank_changes_nothing():
    shown = course.fill_map("A", BLANKS)
    before = state_of(shown)
    for content in ({}, {"kind": "submit", "item": "q02-01"}, {"kind": "other", "item": shown.items[0]["id"]}):
        shown._receive(None, content, [])
    for response in (None, "", "nobody", ["premise"], 7):
        shown._receive(None, {"kind": "submit", "item": shown.items[0]["id"], "response": response}, [])
    assert state_of(shown) == before and open_progress().attempts() == []


def test_without_a_kernel_the_questions_stand_below_the_map_with_their_answers_folded():
    page = course.fill_map("A", BLANKS)._repr_mimebundle_()[0]["text/html"]
    assert page.index("<img") < page.index("第 1 空") and page.count("看答案和理由") == len(BLANKS)


@pytest.mark.parametrize(
    ("call", "error", "hint"),
    [
        (lambda: course.fill_map("A", ["nobody"]), BlankError, "nobody"),
        (lambda: course.fill_map("A", []), BlankError, "at least one"),
        (lambda: course.show_map("A", root="nobody"), KeyError, "a-thesis"),
        (lambda: course.show_map("A", between=["A01", "A99"]), PlaceError, "A99"),
        (lambda: course.compare("A03"), PlaceError, "three-claims"),
        (lambda: course.compare("A03", "A03.1"), PlaceError, "A03.1"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(call, error, hint):
    with pytest.raises(error) as caught:
        call()
    assert hint in str(caught.value)


# ---- a whole branch ----

BRANCHES = [("B", ["b-tech-slow", "b-claim-factor:branch"], ["B01", "B05"]), ("B", ["b-balance-make:branch", "rb-make-act"], ["B06", "B08"])]


@pytest.mark.parametrize("essay, blanks, between", BRANCHES)
def test_of_a_whole_branch_each_step_is_asked_in_words_and_then_in_kind(essay, blanks, between):
    part = argument.part_of_map(essay, between)
    names = all_blanks(part, blanks)
    asked = [name for name in names if name.endswith(":text")]
    assert len(asked) > 5 and all(names[names.index(name) + 1] == name.removesuffix(":text") for name in asked)
    assert names == list(dict.fromkeys(names)) and all_blanks(part, names) == names
    texts = {str(part.nodes[name.removesuffix(":text")].text) for name in asked}
    for name, item in zip(names, blank_items(part, blanks), strict=True):
        assert len(item.options) == 4 and sum(o.correct for o in item.options) == 1
        if name in asked:  # what is offered cannot be ruled out because it stands on the map already
            assert {o.text.zh for o in item.options} <= texts


@pytest.mark.parametrize("essay, blanks, between", BRANCHES)
def test_no_word_of_a_blank_branch_is_on_the_map_or_in_a_question(essay, blanks, between):
    part = argument.part_of_map(essay, between)
    shown = course.fill_map(essay, blanks, between=between)
    drawn = shown.svg + shown.steps + shown.outline + str(shown.cards) + repr(shown) + str([i["prompt_html"] for i in shown.items])
    drawn = re.sub(r"\s", "", re.sub(r"<[^>]*>", "", drawn))
    for name in all_blanks(part, blanks):
        if name.endswith(":text"):
            assert part.nodes[name.removesuffix(":text")].text.zh[:9] not in drawn


def test_a_branch_is_filled_step_by_step_the_words_before_the_kind():
    shown = course.fill_map(*BRANCHES[0][:2], between=BRANCHES[0][2])
    part = argument.part_of_map("B", ["B01", "B05"])
    items = blank_items(part, BRANCHES[0][1])
    boxes = {name.removesuffix(":text") for name in all_blanks(part, BRANCHES[0][1])}
    assert shown.svg.count('data-state="open"') == len(boxes) and 'data-blank="2"' in shown.svg and 'data-blank="3"' not in shown.svg
    shown._receive(None, {"kind": "submit", "item": items[1].id, "response": "b-claim-factor"}, [])
    assert 'data-blank="3"' in shown.svg and 'data-blank="2"' not in shown.svg
    assert "要素的创新性配置" in shown.outline and "b-claim-factor" not in shown.cards
    shown._receive(None, {"kind": "submit", "item": items[2].id, "response": "claim"}, [])
    assert "b-claim-factor" in shown.cards and shown.svg.count('data-state="right"') == 1


def test_a_branch_of_nothing_is_refused():
    for wrong in ("b-nothing:branch", "rb-make-act:branch"):
        with pytest.raises(BlankError):
            course.fill_map("B", [wrong])
