"""A server nobody uses ends by itself, and the next visit starts it again with all that was there."""

import asyncio
import json

import psutil
import pytest

from tests.needs import ALL_PACKAGES, need
from tests.waiting import run_apart

from .server import CLASS_PASSWORD, class_folder, missing, running_hub

# A school's own recipe: what is idle for ten seconds ends. What the real one says is written down before.
HASTY = """
import json, re
open("args.json", "w").write(json.dumps(list(c.Spawner.args)))
c.Spawner.args = [re.sub(r"((?:_timeout|cull_interval)=)\\d+", r"\\g<1>10", one) for one in c.Spawner.args]
"""


def processes_of(hub, name: str) -> list[psutil.Process]:
    """Return the running server and kernels of a learner."""
    found = []
    for process in hub.process.children(recursive=True):
        try:
            if process.environ().get("JUPYTERHUB_USER") == name and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            pass  # it ended meanwhile
    return found


async def visit_twice(hub) -> dict:
    """A learner opens a lesson and runs something, stays away until nothing of theirs runs, and comes back."""
    from . import learner as page

    learner = page.Learner(hub.url, "wang-fang", hub.password(CLASS_PASSWORD))
    try:
        for part in (page.log_in, page.start_server, page.open_lesson):
            await part(learner)
        await page.run(learner, "open('mine.txt', 'w').write('mine')")
        seen = {"before": len(processes_of(hub, learner.name))}
        async with asyncio.timeout(300):  # a server looks once a minute whether it is idle
            while processes_of(hub, learner.name):
                await asyncio.sleep(1)
        async with asyncio.timeout(120):  # until the hub has noticed, within seconds, the way leads nowhere
            while not await came_back(learner):
                await asyncio.sleep(1)
        await page.open_lesson(learner)
        seen["after"] = (await page.run(learner, "print(open('mine.txt').read())")).strip()
        return seen
    finally:
        await learner.close()


async def came_back(learner) -> bool:
    """Ask for the server again; return whether it is there."""
    from . import learner as page

    try:
        await page.start_server(learner)
    except page.Refused:
        return False
    return True


@pytest.fixture(scope="module")
def idle():
    need(not missing(), missing(), ALL_PACKAGES)

    with class_folder() as folder, running_hub(folder, HASTY) as hub:
        seen = run_apart(asyncio.wait_for(visit_twice(hub), 500))
        yield seen | {"args": json.loads((folder / "args.json").read_text())}


def test_a_server_that_is_idle_ends_and_the_next_visit_finds_everything(idle):
    assert idle["before"] >= 2 and idle["after"] == "mine"


def test_the_recipe_ends_a_kernel_after_an_hour_and_a_server_half_an_hour_later(idle):
    limits = dict(one.lstrip("-").split("=", 1) for one in idle["args"])
    assert limits["MappingKernelManager.cull_idle_timeout"] == "3600" and limits["MappingKernelManager.cull_connected"] == "True"
    assert limits["ServerApp.shutdown_no_activity_timeout"] == "1800"
