"""What can be counted in a text of one's own, as HTML: its size, its most frequent words, its longest sentences."""

from statistics import median

from markupsafe import Markup

from ...base import Table, html_language
from ...text import CutText, load_stop_words
from ...textstats import frequency, sentence_lengths, sizes
from ..words import say

_WORDS, _SENTENCES = 12, 5  # rows


def format_counted(cut: CutText) -> Markup:
    """Return the size of the text in a sentence, how to use it in code, and tables; that of paragraphs is folded."""
    size, (_, characters, words, _) = _sizes(cut)
    lengths = sentence_lengths([s for s in cut.sentences if cut.words[s.id]])  # a line of dashes is no sentence
    told = say(
        "own_size", paragraphs=len(cut.paragraphs), sentences=len(lengths), characters=characters, words=words,
        middle=f"{median(n for _, n in lengths):g}",
    )  # fmt: skip
    longest = Table(lengths.columns, tuple(sorted(lengths, key=lambda row: -row[1]))).head(_SENTENCES)
    calls = {
        "again": f'course.read("{cut.name}")',
        "first": f'text.words_of("{cut.paragraphs[0].id}")',
        "whole": f'text.cut_text("{cut.name}")',
    }
    tables = _table("own_words", _frequent(cut)) + _table("own_longest", longest)
    return Markup(
        '<section lang="{}"><p>{}</p><p>{}</p><div class="course-counted">{}</div>'
        "<details><summary>{}</summary>{}</details></section>"
    ).format(
        html_language(), told, say("own_in_code", **calls), tables, say("own_paragraphs"), size._repr_html_()
    )


def _frequent(cut: CutText) -> Table:
    """Return the most frequent words; those used once only where no word is used twice."""
    table = frequency(cut.all_words(), load_stop_words())
    return Table(table.columns, tuple(row for row in table if row[1] > 1) or table.rows).head(_WORDS)


def _sizes(cut: CutText) -> tuple[Table, tuple]:
    """Return the sizes of the paragraphs that have words, and their last row, which is for all of them."""
    words = cut.words_by_paragraph()
    table = sizes([p for p in cut.paragraphs if words[p.id]], words)
    return table, table.rows[-1]


def _table(name: str, table: Table) -> Markup:
    if not table.rows:
        return Markup("")
    return Markup('<div><p><b>{}</b></p><div class="course-wide">{}</div></div>').format(say(name), table._repr_html_())
