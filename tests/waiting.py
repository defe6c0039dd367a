"""Waiting: for a server that a test has started, for asynchronous work, for what another test process makes."""

import asyncio
import os
import subprocess
import time
import urllib.request
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def wait_for(url: str, process: subprocess.Popen, log: Path | None = None, minutes: int = 1) -> None:
    """Return when the address answers. Fail, with the end of its log, if the server stops; fail if it is silent for so long."""
    for _ in range(240 * minutes):
        if process.poll() is not None:
            raise AssertionError(f"the server stopped while starting: {log.read_text(encoding='utf-8')[-2000:] if log else ''}")
        try:
            urllib.request.urlopen(url, timeout=2).read()
            return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"{url} did not answer within {minutes} min")


def run_apart(work: Coroutine):
    """Run asynchronous work to its end in a thread of its own: a browser test leaves a running loop in the main one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def made_once(temporary: Path, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first of several test processes makes and the others wait for.

    `temporary` is this process's folder for temporary ones (`tmp_path_factory.getbasetemp()`): with pytest-xdist those of
    all processes lie in one. Where making it fails, the first fails with the reason and the others for what they miss.
    """
    root = temporary.parent if "PYTEST_XDIST_WORKER" in os.environ else temporary
    folder, done = root / name, root / f"{name} is done"
    try:
        folder.mkdir()
    except FileExistsError:
        while not done.exists():
            time.sleep(0.25)
        return folder
    try:
        make(folder)
    finally:
        done.touch()
    return folder
