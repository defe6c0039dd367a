"""What the course takes on Binder: memory along the whole path, and the weight of what is installed. No part of the tests.

    .venv/bin/python -m tests.binder

Installs the course into a clean Python the way Binder does, then runs all notebooks as a visitor there (about two minutes).
"""

import asyncio
import json
import subprocess

from .place import Place, binder, memory, server
from .visitor import Visit, visit

MEGA = 2**20
# Run by the clean Python: the size of the files of each package, by package.
WEIGH = """
import json
from importlib.metadata import distributions
print(json.dumps({d.name: sum(f.locate().stat().st_size for f in d.files or () if f.locate().is_file()) for d in distributions()}))
"""


def weights(place: Place) -> list[tuple[str, int]]:
    """Return (package, bytes of its files) of all that is installed, the heaviest first."""
    done = subprocess.run([place.python, "-c", WEIGH], capture_output=True, text=True, check=True)
    return sorted(json.loads(done.stdout).items(), key=lambda pair: -pair[1])


def path_rows(alone: Visit, three: Visit) -> list[str]:
    rows = [f"| {file[:2]} | {one / MEGA:.0f} | {many / MEGA:.0f} |" for (file, one), (_, many) in zip(alone.peaks, three.peaks, strict=True)]
    return ["| lesson | MiB, one kernel at a time | MiB, three kernels at once |", "|---|---|---|", *rows]


def weight_rows(found: list[tuple[str, int]], shown: int = 15) -> list[str]:
    rest = found[shown:]
    rows = [f"| {name} | {size / MEGA:.1f} |" for name, size in found[:shown]]
    last = [f"| {len(rest)} more | {sum(size for _, size in rest) / MEGA:.1f} |", f"| all | {sum(size for _, size in found) / MEGA:.1f} |"]
    return ["| package | MiB |", "|---|---|", *rows, *last]


def main() -> None:
    with binder() as place:
        files = sorted(path.name for path in (place.course / "notebooks").glob("*.ipynb"))
        with server(place) as (url, process):
            print(f"JupyterLab alone: {memory(process) / MEGA:.0f} MiB")
            alone = asyncio.run(visit(url, process, files, 1))
        with server(place) as (url, process):
            three = asyncio.run(visit(url, process, files, 3))
        print(*path_rows(alone, three), "", *weight_rows(weights(place)), sep="\n")
    for problem in alone.problems + three.problems:
        print(f"- {problem}")


if __name__ == "__main__":
    main()
