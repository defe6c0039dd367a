"""All records of a class as one archive, gathered where the hub runs, and fetched by the teacher from there.

    python -m course.classroom.hub.records CLASS_FOLDER > records.zip     (whoever runs the hub)

A learner's log is read in the learner's own account: whatever lies in its place, it is read with their rights.
"""

import io
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PATIENCE = 60  # seconds for one learner's record
READ = """
import sys
from pathlib import Path
from course.progress import Progress, packed
log = Path(sys.argv[1])
if log.is_dir():
    sys.stdout.buffer.write(packed(Progress(log)))
"""
PLAIN_NAME = re.compile(r"[\w-]+\.json")


class NoRecords(OSError):
    """The hub gave no records; the message says why."""


def record_of(folder: Path) -> bytes:
    """Return a learner's record as the learner would download it, or, in a few words, why there is none."""
    owner, account = folder.stat(), {}
    if os.geteuid() == 0 and owner.st_uid:
        account = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    command = [sys.executable, "-c", READ, str(folder / "answers")]
    try:
        return subprocess.run(command, check=True, capture_output=True, cwd="/", timeout=PATIENCE, **account).stdout
    except subprocess.TimeoutExpired:
        return f"not read within {PATIENCE} s".encode()
    except subprocess.CalledProcessError as error:
        return error.stderr[-300:]


def gathered(class_folder: Path) -> bytes:
    """Return an archive with a file for each learner who has answered something, called by the learner's name."""
    folders = sorted(p for p in (class_folder / "learners").iterdir() if p.is_dir() and not p.is_symlink())
    archive = io.BytesIO()
    with ThreadPoolExecutor(os.cpu_count()) as readers, zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for folder, record in zip(folders, readers.map(record_of, folders), strict=True):
            if record:
                file.writestr(f"{folder.name}.json", record)
    return archive.getvalue()


def fetch_records(target: Path) -> list[Path]:
    """Fetch all records from the class server into a folder, in the teacher's own server there; return the files.

    Raises NoRecords where there is no hub, or where one asks who is not the teacher.
    """
    service, token = os.environ.get("COURSE_RECORDS", ""), os.environ.get("JUPYTERHUB_API_TOKEN", "")
    if not service:
        raise NoRecords("this is no class server: sign in to one as the teacher, and run this in a notebook")
    request = urllib.request.Request(service, headers={"Authorization": f"token {token}"})
    try:
        with urllib.request.urlopen(request, timeout=600) as reply:
            archive = zipfile.ZipFile(io.BytesIO(reply.read()))
    except (urllib.error.HTTPError, zipfile.BadZipFile) as error:
        raise NoRecords(f"the class server gives records to the teacher only ({error})") from None
    target.mkdir(parents=True, exist_ok=True)
    files = []
    for name in filter(PLAIN_NAME.fullmatch, archive.namelist()):
        files.append(target / name)
        files[-1].write_bytes(archive.read(name))
    return files


if __name__ == "__main__":
    sys.stdout.buffer.write(gathered(Path(sys.argv[1])))
