"""Commands for those who write the course: `python -m course check`, `… refresh`, `… pages` and `… export`."""

import sys
from pathlib import Path

from .records import DataError

USAGE = """usage: python -m course check
       python -m course refresh [02-why-reform.ipynb …]
       python -m course pages FOLDER
       python -m course export FOLDER [jsonld | argdown | aif.json | txt …]"""


def check() -> int:
    """Read every file in data/ by the strict schemas; print what there is, or the first thing that is wrong."""
    from .checks import check_data

    try:
        for line in check_data():
            print(line)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def refresh(names: list[str]) -> int:
    """Run the notebooks from top to bottom and save what they show."""
    from .refresh import refresh_notebooks

    for line in refresh_notebooks(names):
        print(line)
    return 0


def pages(folder: str) -> int:
    """Write the saved notebooks as web pages that read without Jupyter; print the files written."""
    from .rendered import render

    for path in render(Path(folder)):
        print(path)
    return 0


def export(folder: str, formats: list[str]) -> int:
    """Write both essays' readings into a folder, in the formats named or in all; print the files written."""
    from .exports import FORMATS, write_exports

    unknown = [f for f in formats if f not in FORMATS]
    if unknown:
        print(f"there is no format {unknown[0]!r}; the formats are {', '.join(FORMATS)}", file=sys.stderr)
        return 2
    for path in write_exports(Path(folder), formats or list(FORMATS)):
        print(path)
    return 0


def main(arguments: list[str]) -> int:
    match arguments:
        case ["check"]:
            return check()
        case ["refresh", *names]:
            return refresh(names)
        case ["pages", folder]:
            return pages(folder)
        case ["export", folder, *formats]:
            return export(folder, formats)
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
