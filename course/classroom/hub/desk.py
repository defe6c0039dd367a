"""What a learner's server does first, in the learner's account: lays out the notebooks, then becomes the server.

    desk.py NOTEBOOKS CACHE [arguments of the server]

It runs in the learner's folder and with the learner's rights, so that a link lying there leads nowhere else.
It is run as a file: to import the course here would keep every learner waiting.
"""

import resource
import shutil
import sys
from pathlib import Path

MOST_PROCESSES = 400  # processes and threads; a server and three kernels have about 120


def give_notebooks(source: Path, own: Path) -> None:
    """Copy the notebooks a learner does not have yet; what is there is theirs and is never written over."""
    own.mkdir(exist_ok=True)
    for notebook in sorted(source.glob("*.ipynb")):
        if not (own / notebook.name).exists():
            # Only the content: a copy of a read-only file is still the learner's to write in.
            shutil.copyfile(notebook, own / notebook.name)


def borrow(shared: Path, own: Path) -> None:
    """Lead to the fonts and word lists worked out once for the class; nobody in it can change what the others get."""
    for file in shared.rglob("*"):
        link = own / file.relative_to(shared)
        if file.is_file() and not link.exists():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            link.symlink_to(file)


if __name__ == "__main__":
    _, notebooks, cache, *rest = sys.argv
    resource.setrlimit(resource.RLIMIT_NPROC, (MOST_PROCESSES, MOST_PROCESSES))
    give_notebooks(Path(notebooks), Path("notebooks"))
    borrow(Path(cache), Path(".cache"))
    sys.argv = [sys.argv[0], *rest]
    from jupyterhub.singleuser import main

    main()
