"""A live class of many phones on one machine: how soon all are counted, and whether an answer is lost. `make bench` runs others.

    .venv/bin/python tests/benchmarks/live.py 200

All phones come in and listen; the teacher opens a question; all answer within two seconds. Then they vote a second time,
and in the middle the server is killed (SIGKILL) and started again. The phones run in this process and take their share.
"""

import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # so that this file runs as a command, too

from course.classroom.live.store import read_kept
from tests.classroom.live_class import Phone, Server, Teacher

QUESTION, OPTIONS = "q03-08", "abcd"
WITHIN = 2.0  # seconds in which all answer


class Figures(NamedTuple):
    """What one class showed; seconds. `counted_after`: from the last answer sent until the teacher's page has them all."""

    phones: int
    joined: float
    told: float
    acknowledged: list[float]
    counted_after: float
    sent: int
    lost: int
    twice: int
    strange: int


async def held_class(folder: Path, phones: int) -> Figures:
    """Hold a class and return what it showed."""
    server = Server(folder).start()
    try:
        start = time.perf_counter()
        class_ = await asyncio.gather(*(Phone(server).join() for _ in range(phones)))
        joined = time.perf_counter() - start
        teacher = await Teacher(server).enter()
        async with teacher.listening("teacher"):
            listening = [phone.listening("class") for phone in class_]
            for one in listening:
                await one.__aenter__()
            try:
                return await _voted(server, teacher, class_, joined)
            finally:
                for one in listening:
                    await one.__aexit__(None, None, None)
    finally:
        server.stop()


async def _voted(server: Server, teacher: Teacher, class_: list[Phone], joined: float) -> Figures:
    await asyncio.gather(*(phone.until(lambda s: True) for phone in class_), teacher.until(lambda s: s["present"] == len(class_)))
    start = time.perf_counter()
    assert await teacher.act("open", QUESTION) == 200
    await asyncio.gather(*(phone.until(lambda s: s["round"] == 1) for phone in class_))
    told = time.perf_counter() - start
    acknowledged, sent = await _vote(class_, 1)
    start = time.perf_counter()
    await teacher.until(lambda s: s["voted"] == len(class_))
    counted = time.perf_counter() - start
    assert await teacher.act("close") == 200 and await teacher.act("open", QUESTION) == 200
    await asyncio.gather(*(phone.until(lambda s: s["round"] == 2) for phone in class_))
    voting = asyncio.create_task(_vote(class_, 2))
    await asyncio.sleep(WITHIN / 2)
    server.kill()
    await asyncio.to_thread(server.start)
    again = (await voting)[1]
    await teacher.until(lambda s: s["round"] == 2 and s["voted"] == len(class_))
    assert await teacher.act("close") == 200
    return Figures(len(class_), joined, told, acknowledged, counted, *_compared(server, sent + again))


async def _vote(class_: list[Phone], round: int) -> tuple[list[float], list[tuple[int, str, str]]]:
    """Every phone answers at some moment; return how long each waited to be told that it counts, and what was sent."""
    draw = random.Random(round)

    async def one(phone: Phone, after: float, option: str) -> tuple[float, tuple[int, str, str]]:
        await asyncio.sleep(after)
        start = time.perf_counter()
        told = await phone.answer_until_counted(round, option)
        assert told == {"n": 1, "response": option}
        return time.perf_counter() - start, (round, phone.who, option)

    done = await asyncio.gather(*(one(phone, draw.uniform(0, WITHIN), draw.choice(OPTIONS)) for phone in class_))
    return [seconds for seconds, _ in done], [what for _, what in done]


def _compared(server: Server, sent: list[tuple[int, str, str]]) -> tuple[int, int, int, int]:
    """Hold what was said to be counted against the file: sent, lost, counted twice, and found though nobody sent it."""
    kept = read_kept(server.file()).votes
    found, given = Counter((v.round, v.who, v.response) for v in kept), Counter(sent)
    twice = sum(n - 1 for n in Counter((v.round, v.who) for v in kept).values())
    return len(sent), (given - found).total(), twice, (found - given).total()


def main() -> None:
    for count in map(int, sys.argv[1:] or ["200"]):
        with tempfile.TemporaryDirectory() as folder:
            f = asyncio.run(held_class(Path(folder), count))
        waits = sorted(f.acknowledged)
        print(f"{f.phones} phones: all in after {f.joined:.1f} s, all had the question after {f.told:.2f} s")
        print(f"  an answer was acknowledged after {median(waits):.3f} s (median), {quantiles(waits, n=20)[-1]:.3f} s (95 %), {waits[-1]:.3f} s (last)")
        print(f"  the teacher's page had counted all {f.counted_after:.2f} s after the last; sent {f.sent} in two votes, the server killed in the second:")
        print(json.dumps({"lost": f.lost, "counted twice": f.twice, "strange": f.strange}))


if __name__ == "__main__":
    main()
