"""Software that is not ours and reads what the course exports: some in JavaScript, some in Python.

What is written in Python lives in an environment of its own, which `make test` makes from exports/other-programs.txt:
some of it is old and would hold the course's own packages back.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.needs import need

FOLDER = Path(__file__).parent / "exports"
OTHER_PROGRAMS = Path(sys.prefix) / "other-programs"


def node(readers: Path, script: str, *files: Path):
    done = subprocess.run(["node", script, *map(str, files)], cwd=readers, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def other_python(script: str, *files: Path, given: object = None):
    """Let a script of tests/exports read these files by the other programs' Python; return what it prints.

    `given` is handed to it as JSON on standard input.
    """
    made = (OTHER_PROGRAMS / "installed").exists()
    need(made, "Anki's library, arguebuf and pyslet", "make other-programs installs them, or says why it cannot")
    # -I: nothing of the course and of whoever runs the tests is seen by that Python.
    command = [OTHER_PROGRAMS / "bin" / "python", "-I", FOLDER / script, *files]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
