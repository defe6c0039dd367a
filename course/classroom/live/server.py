"""The server: who may see what, and nothing that is too much, too often, or no message of ours."""

import base64
import hashlib
import json
import re
import secrets
from collections import Counter
from pathlib import Path
from typing import Annotated
from unicodedata import normalize

import msgspec
import tornado.web
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError

from ...base import LANGUAGES
from ...quiz import Response
from .limits import Limits
from .questions import Unfit
from .room import Full, Late, Room, Stale, encoded
from .state import Impossible
from .store import NotKept, Session, Vote

PAGES = Path(__file__).parent / "pages"
LARGEST = 16_384  # bytes of a message
_MOST_FROM_ONE, _MOST = 1600, 3000  # connections from one address, and in all
_PAUSE, _BEAT = 0.25, 15  # seconds: between two pieces of news to one page, and the longest without any
_KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
}  # fmt: skip


class Answer(msgspec.Struct, forbid_unknown_fields=True):
    """What a phone sends."""

    round: int
    n: int
    response: Response


class Act(msgspec.Struct, forbid_unknown_fields=True):
    """What the teacher's page sends."""

    act: Annotated[str, msgspec.Meta(max_length=20)]
    seen: int
    detail: Annotated[str, msgspec.Meta(max_length=500)] = ""


class Handler(tornado.web.RequestHandler):
    """What all pages share: safe headers, limits, and who asks."""

    def initialize(self, **shared):
        for name, value in shared.items():
            setattr(self, name, value)

    def set_default_headers(self):
        for name, value in _SAFE.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self):
        if not self.limits.allow("ask", self.request.remote_ip):
            raise tornado.web.HTTPError(429)

    def write_error(self, status_code, **_):
        self.finish({"error": status_code})

    def log_exception(self, kind, error, trace):
        """A message that makes no sense is no event; whatever else goes wrong is."""
        if not isinstance(error, tornado.web.HTTPError | StreamClosedError):
            super().log_exception(kind, error, trace)

    def cookie(self, name: str) -> str:
        value = self.get_signed_cookie(f"{name}-{self.session.code}")
        return value.decode() if value else ""

    def give_cookie(self, name: str, value: str) -> None:
        self.set_signed_cookie(f"{name}-{self.session.code}", value, expires_days=1, httponly=True, samesite="Lax")

    def is_teacher(self) -> bool:
        return secrets.compare_digest(self.cookie("teacher").encode(), self.session.teacher.encode())

    def need(self, found: object) -> None:
        """Go on if whoever asks may; else refuse."""
        if not found:
            raise tornado.web.HTTPError(403)

    def language(self) -> str:
        asked = self.get_query_argument("lang", "zh")
        return asked if asked in LANGUAGES else "zh"

    def message(self, kind: type):
        """Return what was sent, or refuse what is no such message."""
        if self.request.headers.get("Content-Type") != "application/json":
            raise tornado.web.HTTPError(415)  # no other site's form can send this
        try:
            return msgspec.json.decode(self.request.body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise tornado.web.HTTPError(400) from None

    def send_page(self, name: str) -> None:
        self.set_header("Content-Type", f"{_KINDS[Path(name).suffix]}; charset=utf-8")
        self.finish((PAGES / name).read_bytes())


class Door(Handler):
    """Where a phone comes in: by the code in the QR code, or typed."""

    def get(self, typed: str = ""):
        typed = normalize("NFKC", typed or self.get_query_argument("code", ""))
        code = "".join(c for c in typed if c.isdecimal())
        if self.cookie("phone") and (not code or code == self.session.code):
            return self.redirect("/class")
        if not code:
            return self.redirect("/?wrong") if typed.strip() else self.send_page("door.html")
        address = self.request.remote_ip
        if self.limits.left("wrong code", address) < 1:
            raise tornado.web.HTTPError(429)
        if not secrets.compare_digest(code.encode(), self.session.code.encode()):
            self.limits.allow("wrong code", address)
            return self.redirect("/?wrong")
        if not self.limits.allow("join", address):
            raise tornado.web.HTTPError(429)
        self.give_cookie("phone", secrets.token_hex(8))
        self.redirect("/class")


class Class(Handler):
    """The page of a phone."""

    def get(self):
        self.send_page("learner.html") if self.cookie("phone") else self.redirect("/")


class Teacher(Handler):
    """The teacher's page, the one for the wall, and the deck; the secret in the link becomes a cookie and leaves the address."""

    def get(self, page: str):
        if key := self.get_query_argument("key", ""):
            self.need(secrets.compare_digest(key.encode(), self.session.teacher.encode()))
            self.give_cookie("teacher", self.session.teacher)
            return self.redirect(f"/{page}")
        self.need(self.is_teacher())
        self._send_deck() if page == "slides" else self.send_page(f"{page}.html")

    def _send_deck(self) -> None:
        """Send the deck, a page that has its scripts and fonts within; only these scripts may run."""
        deck = self.deck(self.language())
        scripts = re.findall(r"<script>(.*?)</script>", deck, re.S)
        sums = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
        allowed = " ".join(f"'sha256-{s}'" for s in sums)
        policy = _SAFE["Content-Security-Policy"].replace("script-src 'self'", f"script-src 'self' {allowed}")
        policy = policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
        self.set_header("Content-Security-Policy", f"{policy}; font-src data:")
        self.finish(deck)


class File(Handler):
    """Scripts and styles."""

    def get(self, name: str):
        if not (PAGES / name).is_file():
            raise tornado.web.HTTPError(404)
        self.send_page(name)


class Data(Handler):
    """What a page needs once: its words in a language and, for the teacher, the questions and the way in."""

    def get(self):
        language = self.language()
        found = {"words": self.words[language], "title": self.titles[language]}
        if self.is_teacher():
            found |= {"lists": self.lists[language], "code": self.session.code, **self.way_in}
        self.finish(encoded(found))


class Events(Handler):
    """News for one page, one line each, as long as it is open; whatever comes meanwhile is told together."""

    async def get(self, page: str):
        who, is_teacher = self.cookie("phone"), page != "class"
        self.need(self.is_teacher() if is_teacher else who)
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        if not is_teacher:
            self._present(who, 1)
        try:
            await self._tell(page, "" if is_teacher else who)
        except StreamClosedError:
            pass
        finally:
            if not is_teacher:
                self._present(who, -1)

    def _present(self, who: str, change: int) -> None:
        self.present[who] += change
        if not self.present[who]:
            del self.present[who]
        self.room.teacher_news.tell()

    async def _tell(self, page: str, who: str) -> None:
        room, language, last = self.room, self.language(), ""
        self.write("retry: 1000\n\n")
        about = room.class_news if page == "class" else room.teacher_news
        while True:
            told = self._state(page, language, who)
            self.write(f"data: {told}\n\n" if told != last else "event: beat\ndata:\n\n")
            last = told
            await self.flush()
            await about.wait(_BEAT)
            await tornado.gen.sleep(_PAUSE)

    def _state(self, page: str, language: str, who: str) -> str:
        if page == "class":
            return encoded(self.room.for_class(language) | {"mine": self.room.answer_of(who)})
        if page == "teacher":
            return encoded(self.room.for_teacher(language) | {"present": len(self.present)})
        return encoded(self.room.for_wall(language) | {"present": len(self.present)})


class Ballot(Handler):
    """An answer; said to be counted once it is on the disk."""

    async def post(self):
        who = self.cookie("phone")
        self.need(who)
        if not self.limits.allow("answer", who):
            raise tornado.web.HTTPError(429)
        sent = self.message(Answer)
        try:
            kept = await self.room.vote(Vote(sent.round, who, sent.n, sent.response))
        except Late:
            raise tornado.web.HTTPError(409) from None
        except Unfit:
            raise tornado.web.HTTPError(422) from None
        except (Full, NotKept):
            raise tornado.web.HTTPError(503) from None
        self.finish(encoded({"n": kept.n, "response": kept.response}))


class Acts(Handler):
    """What the teacher does."""

    def post(self):
        self.need(self.is_teacher())
        sent = self.message(Act)
        try:
            self.room.act(sent.act, sent.detail, sent.seen)
        except (Stale, Impossible):
            raise tornado.web.HTTPError(409) from None
        except NotKept:
            raise tornado.web.HTTPError(503) from None
        self.finish({"seen": self.room.acts})


class Gate(HTTPServer):
    """Takes no more connections than a class needs, from one address or in all."""

    def initialize(self, *given, **options):
        super().initialize(*given, **options)
        self._from: Counter[str] = Counter()

    def handle_stream(self, stream, address):
        if self._from[address[0]] >= _MOST_FROM_ONE or self._from.total() >= _MOST:
            return stream.close()
        self._from[address[0]] += 1
        super().handle_stream(stream, address)

    def on_close(self, server_conn):
        super().on_close(server_conn)
        address = server_conn.context.address[0]
        self._from[address] -= 1
        if not self._from[address]:
            del self._from[address]


def server_of(room: Room, session: Session, texts: dict) -> Gate:
    """Return the server of a class, not yet listening; `texts` has what `Data` tells, by language, and `deck(language)`."""
    shared = {"room": room, "session": session, "limits": Limits(), "present": Counter(), **texts}
    application = tornado.web.Application(
        [
            (r"/", Door, shared), (r"/join/(.{1,40})", Door, shared), (r"/class", Class, shared),
            (r"/(teacher|screen|slides)", Teacher, shared), (r"/(\w+\.(?:js|css))", File, shared), (r"/data", Data, shared),
            (r"/events/(class|teacher|screen)", Events, shared), (r"/answer", Ballot, shared), (r"/act", Acts, shared),
        ],
        cookie_secret=session.secret, default_handler_class=tornado.web.ErrorHandler,
        default_handler_args={"status_code": 404}, log_function=lambda handler: None,
    )  # fmt: skip
    limits = {"max_body_size": LARGEST, "max_header_size": LARGEST, "body_timeout": 10, "idle_connection_timeout": 60}
    return Gate(application, **limits)
