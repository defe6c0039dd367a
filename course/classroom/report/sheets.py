"""CSV files that a spreadsheet opens as they are: nothing in them is run, and no pseudonym becomes a number or a date."""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

# A spreadsheet takes a cell that begins so for a formula: in full width too, and after what does not show.
_FORMULA = re.compile(r"[\s\x00\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r]")
# And one like these for a number, a date or a truth value: 007, 3-7, 1e5, 3月7日, MAR1.
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_VALUE = re.compile(
    rf"[\s\d.,:/\\%年月日时分秒-]*\d[\s\d.,:/\\%年月日时分秒-]*|\d+([.,]\d+)?e[+-]?\d+|(\d+[\s./-]*)?({_MONTH})(uary|ruary|ch|il|e|y|ust|tember|t|ober|ember)?[\s./-]*\d*|true|false|真|假",
    re.IGNORECASE,
)


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence]) -> Path:
    """Write a table and return its path. Figures are written as figures, words as words; None is an empty cell."""
    # With a byte order mark, so that a spreadsheet reads the Chinese as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([*map(cell, row)] for row in (columns, *rows))
    return path


def cell(value: object) -> str:
    """Return a cell's text; words that a spreadsheet would run, or take for something else, are marked as text by a '."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and (_FORMULA.match(text) or _VALUE.fullmatch(text)) else text
