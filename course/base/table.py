"""A plain table: column names and rows, printed as text and shown as HTML."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from markupsafe import Markup

from .html import join, recorded
from .language import Text, html_language

SHOWN = 200  # rows: a page with a hundred thousand would stop the browser
_NUMBER = r"(< )?[-−]?[0-9]+([.,][0-9]+)*( ?%)?|−?∞|—"


class Table(msgspec.Struct, frozen=True):
    """Rows of equal length under named columns. Iterating gives the rows as tuples.

    Columns of numbers are set flush right, and those named in `right`: what stands left of a word in a concordance.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple, ...]
    caption: str = ""
    right: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[tuple]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def head(self, n: int) -> "Table":
        """Return the first `n` rows as a table."""
        return Table(self.columns, self.rows[:n], self.caption, self.right)

    def __repr__(self) -> str:
        lines = ["\t".join(row) for row in [self.columns, *self._shown()]]
        return "\n".join([*lines, self._more()] if self._more() else lines)

    def _repr_mimebundle_(self, **_) -> tuple[dict, dict]:
        return recorded({"table": {"columns": self.columns, "rows": self._shown(), "caption": self.caption}})

    def _shown(self) -> list[list[str]]:
        """Return the cells as they are shown: the numbers of a column have the same decimals."""
        rows = self.rows[:SHOWN]
        places = [_decimals(column) for column in zip(*rows)]
        return [[_cell(value, n) for value, n in zip(row, places)] for row in rows]

    def _more(self) -> str:
        """Say how many rows are not shown; they are all in `rows`."""
        return f"… +{len(self) - SHOWN}" if len(self) > SHOWN else ""

    def _flush_right(self, shown: Sequence[Sequence[str]]) -> Iterator[int]:
        """Yield the columns set flush right, counted from 1."""
        for n, name in enumerate(self.columns):
            if name in self.right or (shown and all(re.fullmatch(_NUMBER, row[n]) for row in shown)):
                yield n + 1

    def _repr_html_(self) -> str:
        head, shown = join(self.columns, each='<th scope="col">{}</th>'), self._shown()
        rows = (join(row, each="<td>{}</td>") for row in shown)
        body = join(rows, "\n", "<tr>{}</tr>")
        if more := self._more():
            body += Markup('\n<tr><td colspan="{}">{}</td></tr>').format(len(self.columns), more)
        caption = Markup("<caption>{}</caption>").format(self.caption) if self.caption else Markup("")
        return Markup(
            '<table class="course-table{}" lang="{}">{}<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody></table>'
        ).format(join(self._flush_right(shown), each=" course-right-{}"), html_language(), caption, head, body)


def as_table(rows: Mapping | Iterable[Sequence], *names: str | tuple[str, str]) -> Table:
    """Return rows, or a mapping (a row for each key and its value), as a table in the language in use.

    A name of a column is one word for both languages or a pair, Chinese and English; so is a Text in a cell. A list in
    a cell is set out with spaces between its members. Raises ValueError for a row that is longer or shorter than the
    names.
    """
    told = [tuple(map(_told, row)) for row in (rows.items() if isinstance(rows, Mapping) else rows)]
    if odd := next((row for row in told if len(row) != len(names)), None):
        raise ValueError(f"there are {len(names)} columns, but a row has {len(odd)} cells: {odd}")
    return Table(tuple(n if isinstance(n, str) else str(Text(*n)) for n in names), tuple(told))


def _told(value: object) -> object:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return str(value) if isinstance(value, Text) else value


def _decimals(column: Sequence) -> int:
    """Return how many decimals the numbers of a column have; none where all are whole.

    The largest is given to three digits and the smallest to two, but no finer than two decimals below the largest.
    """
    sizes = [abs(x) for x in column if _is_number(x) and math.isfinite(x) and x]
    if not sizes or not any(isinstance(x, float) for x in column):
        return 0
    most, least = (digits - 1 - math.floor(math.log10(size)) for digits, size in ((3, max(sizes)), (2, min(sizes))))
    return max(0, most, min(least, most + 2))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(value: object, decimals: int) -> str:
    if not _is_number(value):
        return str(value)
    if 0 < value < 0.5 * 10**-decimals:  # it would read as nothing at all
        return f"< {10**-decimals:.{decimals}f}"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:.{decimals}f}"
