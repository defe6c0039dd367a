"""The reading in three public formats, and the plain text their places are counted in."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..text import ESSAYS
from .aif import aif
from .argdown import argdown
from .web_annotation import plain_text, web_annotations

FORMATS = {"jsonld": web_annotations, "argdown": argdown, "aif.json": aif, "txt": plain_text}


def write_exports(folder: Path, formats: Sequence[str]) -> Iterator[Path]:
    """Write `A.jsonld`, `A.argdown` … into a folder, made if it is not there; yield each file written."""
    folder.mkdir(parents=True, exist_ok=True)
    for essay in ESSAYS:
        for name in formats:
            path = folder / f"{essay}.{name}"
            path.write_text(FORMATS[name](essay), encoding="utf-8", newline="\n")
            yield path
