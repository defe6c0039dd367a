"""A table is made of whatever holds rows, and speaks the reader's language."""

from collections import Counter

import pytest

from course import Text, as_table, use_language
from course.text.essays import paragraphs_between
from course.textstats import concordance

NAMES = ("作用", "role"), ("句数", "sentences")


def test_a_mapping_becomes_a_table_with_a_row_for_each_key():
    table = as_table(Counter(["理由", "对策", "对策"]), *NAMES)
    assert (table.columns, table.rows) == (("作用", "句数"), (("理由", 1), ("对策", 2)))


def test_names_and_texts_are_in_the_language_in_use():
    rows = [(Text("对策", "measure"), 2)]
    assert repr(as_table(rows, *NAMES)) == "作用\t句数\n对策\t2"
    use_language("en")
    assert repr(as_table(rows, *NAMES)) == "role\tsentences\nmeasure\t2"


def test_a_list_in_a_cell_is_set_out_without_brackets_or_quotes():
    assert as_table({"只有": ["A03.6", "A04.6"]}, "开头", "句子").rows == (("只有", "A03.6 A04.6"),)


def test_numbers_end_at_one_line_and_words_begin_at_one():
    html = as_table([("理由", 9, 0.5, "48%"), ("对策", 12, 11.5, "8%")], *NAMES, "多少", "占几成")._repr_html_()
    assert 'class="course-table course-right-2 course-right-3 course-right-4"' in html
    assert 'class="course-table"' in as_table([("理由", "A03.1")], *NAMES)._repr_html_()
    assert 'class="course-table"' in as_table([], *NAMES)._repr_html_()  # no rows are no numbers


def test_what_stands_left_of_a_word_ends_at_the_word():
    assert 'class="course-table course-right-2"' in concordance("改革", paragraphs_between("A01", "A05"))._repr_html_()


def test_a_row_that_does_not_fit_the_names_is_refused_and_shown():
    with pytest.raises(ValueError, match="2 columns, but a row has 1 cells.*理由"):
        as_table([("对策", 1), ("理由",)], *NAMES)


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([0.5, 0.53, 12], ["0.50", "0.53", "12.00"]),  # the largest to three digits, the smallest to two
        ([45.2, 13.0, 9.26], ["45.2", "13.0", "9.3"]),
        ([6.58, 0.731], ["6.58", "0.73"]),
        ([0.98, 0.919], ["0.980", "0.919"]),
        ([-100.0, -76.5, 40.4], ["-100", "-76", "40"]),
        ([0.5, 1e-9, 0.0], ["0.50000", "< 0.00001", "0.00000"]),
        ([12, 3, 100], ["12", "3", "100"]),
        ([1.5, float("nan"), float("inf"), -float("inf")], ["1.50", "nan", "∞", "−∞"]),
        ([0.25, "–", True], ["0.250", "–", "True"]),
    ],
)
def test_the_numbers_of_a_column_have_the_same_decimals(numbers, shown):
    table = as_table([(n,) for n in numbers], "κ")
    assert repr(table).split("\n")[1:] == shown
    assert [f"<td>{cell}</td>".replace("< 0", "&lt; 0") in table._repr_html_() for cell in shown] == [True] * len(shown)
