"""Software written in JavaScript that is not ours and reads what the course exports."""

import json
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent / "exports"


def node(readers: Path, script: str, *files: Path):
    done = subprocess.run(["node", script, *map(str, files)], cwd=readers, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
