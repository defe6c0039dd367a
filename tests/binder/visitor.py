"""A visitor's whole path: the notebooks opened and run one after another on a real Jupyter server, and the memory that takes."""

import asyncio
import json
from typing import NamedTuple

import psutil

from tests.hub import learner as page

from .place import TOKEN, memory


class Visit(NamedTuple):
    """`peaks`: (notebook, most bytes at once while it ran), in order; `problems`: errors and whatever was written to stderr."""

    peaks: list[tuple[str, int]]
    problems: list[str]


async def visit(url: str, process: psutil.Process, files: list[str], together: int) -> Visit:
    """Open and run the notebooks in turn, with at most `together` kernels alive; return what that took and what went wrong.

    JupyterLab's page runs in the visitor's own browser and takes no memory here.
    """
    visitor = page.Learner(url, "visitor")
    visitor.home = url
    visitor.http.headers["Authorization"] = f"token {TOKEN}"
    peaks, opened = [], []
    try:
        for file in files:
            for old in opened[: max(0, len(opened) - together + 1)]:
                await visitor.ask("DELETE", f"/api/sessions/{old}")
                opened.remove(old)
            peaks.append((file, await run_watched(visitor, process, file)))
            opened.append(await session_of(visitor, file))
            await visitor.socket.close()
    finally:
        await visitor.close()
    return Visit(peaks, visitor.problems)


async def run_watched(visitor: page.Learner, process: psutil.Process, file: str) -> int:
    """Open a notebook and run all of it; return the most bytes taken at once, looked at all the time."""
    most, done = 0, asyncio.Event()

    async def watch() -> None:
        nonlocal most
        while not done.is_set():
            most = max(most, await asyncio.to_thread(memory, process))
            await asyncio.sleep(0.5)

    watching = asyncio.create_task(watch())
    await page.open_lesson(visitor, file)
    await page.run_all(visitor, file)
    done.set()
    await watching
    return max(most, await asyncio.to_thread(memory, process))


async def session_of(visitor: page.Learner, file: str) -> str:
    sessions = json.loads((await visitor.ask("GET", "/api/sessions"))[1])
    return next(s["id"] for s in sessions if s["path"].endswith(file))
