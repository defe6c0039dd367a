"""The class server of jupyterhub_config.py as a process: started on this machine only, measured, and stopped with all it started."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from course.classroom.hub.accounts import account_name
from tests.waiting import wait_for

from .everybodys import everybodys_course

ROOT = Path(__file__).parent.parent.parent
CONFIG = ROOT / "course" / "classroom" / "hub" / "jupyterhub_config.py"
KINDS = {"server": "desk.py", "kernel": "ipykernel_launcher"}
APART = os.geteuid() == 0 and not os.environ.get("COURSE_ONE_ACCOUNT")  # only root can give each learner an account
CLASS_PASSWORD, TEACHER_PASSWORD = "class-password", "teacher-password"


class Hub(NamedTuple):
    """A running class server: its address, the folder of the class, and the process."""

    url: str
    folder: Path
    process: psutil.Process

    def learner_folder(self, name: str) -> Path:
        return self.folder / "learners" / name

    def password(self, kind: str) -> str:
        """Return the password of the class, or of the teacher, which the hub made up."""
        return (self.folder / "hub" / kind).read_text(encoding="utf-8")


def missing() -> str:
    """Return "" if a hub can be started here, else what it lacks."""
    try:
        import aiohttp, jupyterhub, jupyterhub_traefik_proxy  # noqa: F401
    except ImportError as error:
        return str(error.name)
    traefik = Path(sys.executable).parent / "traefik"
    return "" if traefik.exists() else "traefik beside this Python"


def free_ports(count: int) -> list[int]:
    """Return ports nobody uses; all are held until all are known, so that no two are the same."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [held.getsockname()[1] for held in sockets]
    for held in sockets:
        held.close()
    return ports


@contextmanager
def class_folder() -> Iterator[Path]:
    """Yield a folder that every account may pass through, and take away the accounts made for it."""
    folder = Path(tempfile.mkdtemp(prefix="class-")).resolve()
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        for path in (folder / "learners").glob("*") if APART else ():
            subprocess.run(["userdel", "--force", account_name(path)], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_hub(folder: Path, changed: str = "") -> Iterator[Hub]:
    """Start the class server with its folder here, on the loopback address; stop it at the end.

    `changed` is what a school would write into a recipe of its own, after this one has been loaded.
    """
    folder = folder.resolve()
    port, hub_port, api_port = free_ports(3)
    environment = os.environ | {"COURSE_CLASS_DIR": str(folder), "HOME": str(folder)} | ({} if APART else {"COURSE_ONE_ACCOUNT": "yes"})
    for name in ("JUPYTER_CONFIG_DIR", "COURSE_PROGRESS_DIR", "PYTHONPATH"):
        environment.pop(name, None)
    with everybodys_course() as (python, told):
        recipe = folder / "recipe.py"
        recipe.write_text(f"load_subconfig({str(Path(told['PYTHONPATH']) / CONFIG.relative_to(ROOT))!r})\n{changed}", encoding="utf-8")
        command = [
            python, "-m", "jupyterhub", "-f", recipe, "--ip=127.0.0.1", f"--port={port}",
            f"--JupyterHub.hub_port={hub_port}", f"--TraefikProxy.traefik_api_url=http://127.0.0.1:{api_port}",
        ]  # fmt: skip
        with open(folder / "hub.log", "w", encoding="utf-8") as log:
            started = subprocess.Popen(command, env=environment | told, cwd=folder, stdout=log, stderr=log)
        hub = Hub(f"http://127.0.0.1:{port}", folder, psutil.Process(started.pid))
        try:
            wait_for(f"{hub.url}/hub/health", started, folder / "hub.log", minutes=5)  # a busy machine is no failure
            yield hub
        finally:
            stop(started, folder)


def stop(started: subprocess.Popen, folder: Path) -> None:
    """End the hub, which ends the learners' servers; then whatever is left of what it started, also when it died before."""
    started.terminate()
    try:
        started.wait(60)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()
    for process in psutil.process_iter():
        try:
            # Every process of the class carries its folder: Traefik in its command, servers and kernels in their environment.
            if str(folder) in " ".join(process.cmdline()) or process.environ().get("COURSE_CLASS") == str(folder):
                process.kill()
        except psutil.Error:
            pass  # somebody else's, or gone meanwhile


def memory(hub: Hub) -> dict[str, dict[str, int]]:
    """Return bytes of memory, `{learner: {"server": …, "kernel": …}}`; those of the hub and its proxy stand under "".

    PSS is counted: a page of memory that n processes share counts 1/n in each, so that the sum is what the machine gives.
    """
    used: dict[str, dict[str, int]] = {"": {"hub": _bytes(hub.process)}}
    for process in hub.process.children(recursive=True):
        try:
            words, name = " ".join(process.cmdline()), process.environ().get("JUPYTERHUB_USER", "")
            kind = next((kind for kind, sign in KINDS.items() if sign in words), "proxy")
            used.setdefault(name, {}).setdefault(kind, 0)
            used[name][kind] += _bytes(process)
        except psutil.Error:
            pass  # it ended meanwhile
    return used


def _bytes(process: psutil.Process) -> int:
    counted = process.memory_full_info()
    return getattr(counted, "pss", counted.uss)  # PSS is known on Linux only
