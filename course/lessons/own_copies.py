"""A learner's own copies of the notebooks, in a folder git ignores: a pull never touches them, and they get what is new.

Beside each copy its original is kept as it was when it was last brought up to date (in a hidden folder). What differs
from it is the learner's: a new lesson takes its place around that.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from ..base import read_text
from .plan import NOTEBOOKS

COPIES = NOTEBOOKS.parent / "my-lessons"
_ORIGINALS = ".originals"


def update_copies(shipped: Path = NOTEBOOKS, copies: Path = COPIES) -> Iterator[str]:
    """Bring every copy up to date with the shipped notebooks; yield a line for each that holds something of the learner's.

    Files that cannot be read stay as they are, and a line says so. Raises OSError where nothing can be written.
    """
    originals = copies / _ORIGINALS
    originals.mkdir(parents=True, exist_ok=True)
    for path in sorted(shipped.glob("*.ipynb")):
        new, mine, original = read_text(path), copies / path.name, originals / path.name
        if mine.exists() and original.exists() and read_text(original) != new:
            try:
                merged, kept = merge(json.loads(read_text(original)), json.loads(read_text(mine)), json.loads(new))
            except (ValueError, LookupError, TypeError) as error:
                yield f"{mine.name}: left as it is, because it cannot be read ({error})"
                continue
            mine.write_text(json.dumps(merged, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
            if kept:
                yield f"{mine.name}: brought up to date; {kept} of your own cells kept"
        elif not mine.exists():
            mine.write_text(new, encoding="utf-8", newline="\n")
        original.write_text(new, encoding="utf-8", newline="\n")


def merge(original: dict, mine: dict, new: dict) -> tuple[dict, int]:
    """Return the new notebook with what the learner changed or added in it, and how many cells that are.

    A changed cell takes the place of the one with the original's words; where the new lesson has no such cell any more,
    and for cells the learner added, it follows the cell it stood behind, or stands at the end. Cells are told by their
    words: their ids are numbers that shift.
    """
    was = {cell["id"]: _words(cell) for cell in original["cells"]}
    cells = list(new["cells"])
    kept, before = 0, None
    for cell in mine["cells"]:
        words, old = _words(cell), was.get(cell["id"])
        if words not in was.values() and "".join(cell["source"]).strip():
            place = next((n for n, c in enumerate(cells) if _words(c) == old), None)
            if place is not None:
                cells[place] = cell | {"id": cells[place]["id"]}
            else:
                behind = next((n + 1 for n, c in enumerate(cells) if _words(c) == before), len(cells))
                cells.insert(behind, cell | {"id": f"mine-{kept:02}"})
            kept += 1
        before = words
    return new | {"cells": cells}, kept


def _words(cell: dict) -> tuple[str, str]:
    return cell["cell_type"], "".join(cell["source"])
