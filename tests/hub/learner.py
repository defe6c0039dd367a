"""A learner of a Jupyter server without a browser: what JupyterLab's page sends, sent by asyncio and aiohttp.

Log in → start a server → open the lesson → run all its cells → answer questions, each by the message its widget would send.
"""

import asyncio
import json
import random
import time
import uuid
from urllib.parse import quote

import aiohttp
import nbformat
from yarl import URL

from course.quiz.item import Item, Response
from tests.items import lesson_items, right_response

LESSON, FILE = "02", "02-why-reform.ipynb"
PATIENCE = aiohttp.ClientTimeout(total=None, sock_connect=60, sock_read=300)


class Refused(Exception):
    """The hub or a server did not do what a learner asked for."""


class Cookies(aiohttp.CookieJar):
    """Cookies as a browser keeps them: aiohttp's own jar does not see that a path with %E7%8E%8B is the one with 王."""

    def filter_cookies(self, request_url: URL):
        return super().filter_cookies(request_url.with_path(request_url.raw_path))


class Learner:
    """One learner: what was sent, what came back and how long it took."""

    def __init__(self, hub: str, name: str, password: str = "", word: str = ""):
        self.hub, self.name, self.password, self.word = hub, name, password, word or f"{name} and a secret"
        self.home = f"{hub}/user/{quote(name)}"
        self.http = aiohttp.ClientSession(cookie_jar=Cookies(unsafe=True), timeout=PATIENCE)  # unsafe: cookies of an IP address
        self.socket: aiohttp.ClientWebSocketResponse | None = None
        self.session = uuid.uuid4().hex
        self.quizzes: dict[str, dict] = {}  # comm id → {"items": ids, "results": what the page shows}
        self.sent: list[tuple[str, Response]] = []
        self.seconds: list[float] = []  # from each answer to its feedback
        self.problems: list[str] = []  # what went wrong and did not stop the learner
        self.failed = ""  # the phase that stopped the learner

    async def close(self) -> None:
        if self.socket:
            await self.socket.close()
        await self.http.close()

    def xsrf(self, url: str) -> str:
        """Return the token that shows that a request comes from a page of this address."""
        cookie = self.http.cookie_jar.filter_cookies(URL(url)).get("_xsrf")
        return cookie.value if cookie else ""

    async def ask(self, method: str, path: str, **more) -> tuple[int, str]:
        """Send a request to the learner's own server; return status and text."""
        headers = {"X-XSRFToken": self.xsrf(self.home + "/")}
        async with self.http.request(method, self.home + path, headers=headers, **more) as reply:
            return reply.status, await reply.text()


# --- To the lesson ---


async def log_in(learner: Learner) -> None:
    page = f"{learner.hub}/hub/login"
    async with learner.http.get(page) as reply:
        _fine(reply, "the log-in page")
    form = {"username": learner.name, "password": learner.password, "otp": learner.word, "_xsrf": learner.xsrf(page)}
    async with learner.http.post(page, data=form, allow_redirects=False) as reply:
        if reply.status != 302:
            raise Refused(f"logging in: {reply.status}")


async def start_server(learner: Learner) -> None:
    """Ask for a server and follow the hub's progress messages, as its waiting page does."""
    async with learner.http.get(f"{learner.hub}/hub/spawn/{quote(learner.name)}") as reply:
        _fine(reply, "starting a server")
        if "/user/" in reply.url.path and "/hub/" not in reply.url.path:
            return  # it was there before the page was
    url = f"{learner.hub}/hub/api/users/{quote(learner.name)}/server/progress"
    async with learner.http.get(url, params={"_xsrf": learner.xsrf(f"{learner.hub}/hub/")}) as reply:
        _fine(reply, "waiting for the server")
        async for line in reply.content:
            event = json.loads(line[5:]) if line.startswith(b"data:") else {}
            if event.get("ready"):
                return
            if event.get("failed"):
                raise Refused(f"the server did not start: {event.get('message')}")
    raise Refused("the hub stopped telling of the server before it was ready")


async def open_lesson(learner: Learner, file: str = FILE) -> None:
    """Open the lesson's page (which logs in at the learner's server), a session for it, and the kernel's socket."""
    async with learner.http.get(f"{learner.home}/lab/tree/notebooks/{file}") as reply:
        _fine(reply, "the page of the lesson")
    wanted = {"path": f"notebooks/{file}", "name": file, "type": "notebook", "kernel": {"name": "python3"}}
    status, text = await learner.ask("POST", "/api/sessions", json=wanted)
    if status != 201:
        raise Refused(f"a kernel: {status} {text[:200]}")
    url = f"{learner.home}/api/kernels/{json.loads(text)['kernel']['id']}/channels"
    token = {"session_id": learner.session, "_xsrf": learner.xsrf(learner.home + "/")}
    learner.socket = await learner.http.ws_connect(url, params=token, max_msg_size=0)


def _fine(reply: aiohttp.ClientResponse, what: str) -> None:
    if reply.status != 200:
        raise Refused(f"{what}: {reply.status} at {reply.url.path}")


# --- In the kernel ---


async def send(learner: Learner, kind: str, content: dict) -> str:
    """Send a message to the kernel; return its id, by which the replies name it."""
    header = {
        "msg_id": uuid.uuid4().hex, "session": learner.session, "username": learner.name, "msg_type": kind, "version": "5.3", "date": "",
    }  # fmt: skip
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}
    await learner.socket.send_str(json.dumps(message))
    return header["msg_id"]


async def receive(learner: Learner, limit: float) -> dict:
    """Return the next message of the kernel, having noted what it says of quizzes."""
    while True:
        frame = await learner.socket.receive(timeout=limit)
        if frame.type is aiohttp.WSMsgType.TEXT:
            break
        if frame.type is not aiohttp.WSMsgType.BINARY:  # a binary frame carries buffers, and quizzes have none
            raise Refused(f"the kernel's socket closed ({frame.data})")
    message = json.loads(frame.data)
    kind, content = message["header"]["msg_type"], message["content"]
    state = content.get("data", {}).get("state", {}) if kind in ("comm_open", "comm_msg") else {}
    if kind == "comm_open" and state.get("items"):
        learner.quizzes[content["comm_id"]] = {"items": {item["id"] for item in state["items"]}, "results": state.get("results", {})}
    elif "results" in state and content["comm_id"] in learner.quizzes:
        learner.quizzes[content["comm_id"]]["results"] = state["results"]
    return message


async def run(learner: Learner, code: str, limit: float = 300) -> str:
    """Run code in the learner's kernel and return what it printed; an error, or what it wrote to stderr, is noted in `problems`."""
    sent = await send(learner, "execute_request", {"code": code, "silent": False, "store_history": True, "allow_stdin": False})
    replied, idle, printed = False, False, ""
    while not (replied and idle):
        message = await receive(learner, limit)
        if message["parent_header"].get("msg_id") != sent:
            continue
        kind, content = message["header"]["msg_type"], message["content"]
        replied = replied or kind == "execute_reply"
        idle = idle or (kind == "status" and content["execution_state"] == "idle")
        if kind == "stream" and content["name"] == "stderr":
            learner.problems.append(f"stderr: {content['text']}")
        elif kind == "stream":
            printed += content["text"]
        if kind == "error":
            learner.problems.append(f"{content['ename']}: {content['evalue']}")
    return printed


async def run_all(learner: Learner, file: str = FILE) -> None:
    """Run → Run All Cells, in the notebook that the learner's server shows."""
    status, text = await learner.ask("GET", f"/api/contents/notebooks/{file}")
    if status != 200:
        raise Refused(f"the learner's notebook: {status}")
    for cell in nbformat.from_dict(json.loads(text)["content"]).cells:
        if cell.cell_type == "code" and cell.source.strip():
            await run(learner, cell.source)


# --- Answers ---


def response_to(item: Item, chance: random.Random, words: str) -> Response:
    """Return a response that fits the item, right or wrong as chance will have it; `words` is what is written where words are asked for."""
    if item.kind in ("single", "truth"):
        return chance.choice(item.options).id
    if item.kind in ("multiple", "mark"):
        return [option.id for option in chance.sample(item.options, chance.randint(1, len(item.options)))]
    if item.kind == "match":
        return {row.id: chance.choice(item.choices).id for row in item.rows}
    if item.kind == "order":
        return [step.id for step in chance.sample(item.steps, len(item.steps))]
    if item.kind in ("guess", "writing"):
        return right_response(item)
    return item.gap if item.kind == "cloze" else words


async def answer(learner: Learner, comm: str, item: Item, response: Response, limit: float = 120) -> None:
    """Send one answer as the page does, and wait for its feedback."""
    quiz = learner.quizzes[comm]
    before = quiz["results"].get(item.id, {}).get("reply", 0)
    start = time.perf_counter()
    learner.sent.append((item.id, response))
    content = {"kind": "submit", "item": item.id, "response": response}
    await send(learner, "comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": content}})
    while quiz["results"].get(item.id, {}).get("reply", 0) == before:
        await receive(learner, limit)
    learner.seconds.append(time.perf_counter() - start)


async def answer_some(learner: Learner, count: int) -> None:
    """Answer `count` questions of the lesson, the first in the learner's own words: no other file may hold those."""
    chance = random.Random(learner.name)
    asked = [(comm, item) for item in lesson_items(LESSON) for comm, quiz in learner.quizzes.items() if item.id in quiz["items"]]
    if not asked:
        raise Refused("the lesson shows no question")
    chosen = [chance.choice([pair for pair in asked if pair[1].kind == "open"]), *chance.choices(asked, k=count - 1)]
    for number, (comm, item) in enumerate(chosen, 1):
        await answer(learner, comm, item, response_to(item, chance, f"{learner.name} 的第 {number} 个回答"))
        await asyncio.sleep(0)
