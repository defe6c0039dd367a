"""Waiting: for a server that a test has started, for asynchronous work."""

import asyncio
import subprocess
import time
import urllib.request
from collections.abc import Coroutine
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
