"""`python -m course live 03`: finds the way in, says it, and serves until it is stopped."""

import asyncio
import logging
import signal
import socket
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from ...lessons import Lesson
from ..teaching_notes import load_notes
from ..words import WORDS, say
from ..write import USUAL, live_slides
from .questions import in_each_language, in_language, questions_of
from .room import Room
from .server import server_of
from .store import LiveError, Session, open_store

_FILES = 4096  # open at once: two connections a phone


def serve_lesson(
    lesson: Lesson, folder: Path, port: int, address: str = "", anew: bool = False, minutes: int = USUAL
) -> None:
    """Serve a lesson live until the process is stopped, and print what the teacher has to know.

    Raises LiveError where the file or the port cannot be used, KeyError for a length without a plan.
    """
    load_notes(lesson.id).version(minutes)
    store, session = open_store(folder, lesson.id, anew)
    way_in = way_in_of(address or own_address(), port, session.code)
    questions = questions_of(lesson)
    deck = cache(lambda language: in_language(language, live_slides, lesson, minutes))  # made when it is asked for
    texts = {"way_in": way_in, "deck": deck, **_texts(lesson, questions.values())}
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(Room(questions, store), session, texts, port, store.path))
    store.close()


async def _serve(room: Room, session: Session, texts: dict, port: int, path: Path) -> None:
    tell = partial(print, flush=True)
    logging.getLogger("tornado.general").setLevel(logging.CRITICAL)  # hostile messages and phones that go are no news
    _allow_files()
    server = server_of(room, session, texts)
    try:
        server.listen(port)
    except OSError:
        raise LiveError(say("live_port_taken", port=port)) from None
    tell(say("live_goes_on" if room.acts else "live_begins", file=path.name))
    tell(say("live_class_goes_to", address=texts["way_in"]["address"], code=session.code))
    tell(say("live_teacher_goes_to", address=f"http://127.0.0.1:{port}/teacher?key={session.teacher}"))
    tell(say("live_stop"))
    stopped = asyncio.Event()
    with suppress(NotImplementedError):  # Windows knows no such signal
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    await stopped.wait()


def _allow_files() -> None:
    """Ask the system for enough open files, where it has such a limit."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(_FILES, most) if most > 0 else _FILES, most))


def own_address() -> str:
    """Return this machine's address in the room's network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as found, suppress(OSError):
        found.connect(("192.0.2.1", 9))  # an address kept for examples: where the system would send from
        return found.getsockname()[0]
    return "127.0.0.1"


def way_in_of(host: str, port: int, code: str) -> dict[str, str]:
    """Return what a phone types, and the QR code (SVG) of the address that has the class code in it."""
    import segno  # here, because no other command needs it

    address = f"http://{host}:{port}"
    drawn = segno.make(f"{address}/join/{code}", error="m", micro=False)
    return {"address": address, "qr": drawn.svg_data_uri(scale=8, border=2, dark="#000", light="#fff")}


def _texts(lesson: Lesson, questions: Iterable) -> dict:
    """Return words, title and the list of questions, in each language."""
    listed = list(questions)
    keys = [key for key in WORDS if key.startswith("live_page_")]
    return {
        "words": in_each_language(lambda: {key.removeprefix("live_page_"): say(key) for key in keys}),
        "titles": in_each_language(lambda: f"{lesson.id}　{lesson.title}"),
        "lists": in_each_language(lambda: [
            {"id": q.id, "name": str(q.name), "step": str(q.step), "prompt": str(q.prompt)} for q in listed
        ]),
    }  # fmt: skip
