"""The explorers answer whatever is typed: with what was counted, or with one sentence."""

import re

import pytest
from hypothesis import given, strategies as st

from course import textstats, use_language
from course.text import checked_words as segmentation, essays as corpus, own_text as texts
from course.widgets.explorer import answers as explorer_markup, explorer as explorers

A = texts.cut_text("A")


def places(html: str) -> list[str]:
    return re.findall(r'data-place="([^"]+)"', str(html))


def test_the_concordance_is_that_of_textstats_and_can_be_sorted():
    lines = list(textstats.concordance("改革", A.paragraphs, width=14))
    by_place = explorer_markup.format_lines(A, "改革", "place")
    assert places(by_place) == [line[0] for line in lines]
    right = re.findall(r"</mark></td><td>([^<]*)</td>", explorer_markup.format_lines(A, "改革", "right"))
    assert right == sorted(line[3] for line in lines)
    left = re.findall(r'class="course-left">([^<]*)</td>', explorer_markup.format_lines(A, "改革", "left"))
    assert [t[::-1] for t in left] == sorted(line[1][::-1] for line in lines)


@pytest.mark.parametrize(("term", "said"), [("", "写一个词"), ("   ", "写一个词"), ("改" * 51, "最多 50 个字"), (".*", "没有出现"), ("[", "没有出现"), ("<script>", "没有出现"), ("改哥", "改革")])
def test_what_cannot_be_found_is_answered_in_a_sentence(term, said):
    for answer in (explorer_markup.format_lines(A, term, "place"), explorer_markup.format_term_report(A, term)):
        assert said in answer and "<script" not in answer and not places(answer)


@given(st.text(max_size=60), st.sampled_from(["place", "left", "right", "evil"]))
def test_nothing_that_can_be_typed_raises(term, order):
    assert "<p>" in explorer_markup.format_lines(A, term, order)
    assert "<p>" in explorer_markup.format_term_report(A, term)


def test_the_tracker_counts_characters_and_words_apart():
    text = "".join(p.text for p in corpus.load_essay("A").paragraphs)
    words = segmentation.words_of("A")
    shown = explorer_markup.format_term_report(A, "改革")
    assert f"按字符找到 {text.count('改革')} 处；单独成词 {words.count('改革')} 次，每千词 {1000 * words.count('改革') / len(words):.2f} 次" in shown
    assert places(shown) == [row[0] for row in textstats.concordance("改革", A.paragraphs)]
    assert "从不单独成词" in explorer_markup.format_term_report(A, "革")


def test_the_keyness_explorer_shows_the_ends_of_the_table():
    shown = explorer_markup.format_keyness(A, texts.cut_text("B"), least=3, best=5)
    table = textstats.keyness(A.all_words(), texts.cut_text("B").all_words(), 3)
    assert f"<td>{table.rows[0][0]}</td>" in shown and f"<td>{table.rows[-1][0]}</td>" in shown and "碰巧" in shown
    assert "调低" in explorer_markup.format_keyness(A, A, least=10_000, best=5)


@pytest.mark.parametrize("sent", [{"term": 5}, {"order": "evil"}, {}, {"term": None, "other": "x"}])
def test_a_value_that_does_not_fit_counts_as_unchanged(sent):
    shown = explorers.explore_concordance("A", "改革")
    before = shown.html
    shown.values = sent
    assert shown.html == before


def test_a_slider_stays_in_its_range():
    shown = explorers.explore_keyness()
    before = shown.html
    for wrong in (0, 21, -5, "3", 2.5):
        shown.values = {"least": wrong, "best": 10}
        assert shown.html == before
    shown.values = {"least": 10, "best": 10}
    assert shown.html != before


@pytest.mark.parametrize(("language", "said"), [("zh", "词：改革，按什么排：文中次序"), ("en", "Word: 改革, Sort by: place in the text")])
def test_fields_are_told_by_name_in_the_language_in_use(language, said):
    use_language(language)
    shown = explorers.explore_concordance("A", "改革")
    assert repr(shown) == said and f"<p>{said}</p>" in shown._repr_mimebundle_()[0]["text/html"]


def test_the_rest_is_told_only_where_there_is_one():
    assert "其余" in explorer_markup.format_term_report(A, "改革")
    assert "其余" not in explorer_markup.format_term_report(A, "传统产业")


def test_one_word_is_told_in_the_singular_and_others_parted_by_commas():
    use_language("en")
    assert "occurs 1 time." in explorer_markup.format_lines(A, "小院高墙", "place")
    assert "改革, " in explorer_markup.format_lines(A, "改哥", "place")


def test_an_explorer_reads_without_a_kernel_and_in_english():
    use_language("en")
    shown = explorers.track("B", "知识")
    data = shown._repr_mimebundle_()[0]
    assert data["text/plain"] == "Word: 知识" and "a word of its own" in data["text/html"] and "<mark>知识</mark>" in data["text/html"]


def test_an_explorer_of_the_essays_loads_neither_jieba_nor_matplotlib():
    import subprocess
    import sys

    code = "import sys; from course import widgets; widgets.track('A', '改革'); widgets.explore_keyness(); print([m for m in ('jieba', 'rjieba', 'matplotlib', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
