"""A live class without a browser: its server as a process of its own, a teacher and phones, to be led by the tests."""

import asyncio
import base64
import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

MOST = 1000  # connections at once
PATIENCE = 30  # seconds


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Server:
    """`python -m course live` in a folder; can be killed and started again on the same port."""

    def __init__(self, folder: Path, lesson: str = "03", port: int = 0):
        self.folder, self.lesson, self.port = folder, lesson, port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        command = [sys.executable, "-m", "course", "live", self.lesson, "--to", str(self.folder), "--port", str(self.port)]
        environment = os.environ | {"COURSE_LANGUAGE": "zh"}
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.said = [line for _, line in zip(range(4), iter(self._process.stdout.readline, ""))]
        self.code = re.search(r"课堂码 (\d{6})", "".join(self.said))[1]
        self.key = re.search(r"key=(\S+)", "".join(self.said))[1]
        return self

    def kill(self) -> None:
        """End it as a power cut would: it learns nothing of it."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(PATIENCE)
        self._process.stdout.close()

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(PATIENCE)
            self._process.stdout.close()

    def file(self) -> Path:
        """The newest file."""
        return sorted(self.folder.glob("live-*.sqlite"))[-1]


class Visitor:
    """Somebody with a cookie, or none. `ask` returns the status and what was answered."""

    def __init__(self, server: Server):
        self.server, self.cookie, self.news = server, "", []
        self._client = AsyncHTTPClient(force_instance=True, max_clients=4)

    async def ask(self, path: str, sent: object = None, **headers) -> tuple[int, str]:
        body = sent if isinstance(sent, bytes | None) else json.dumps(sent).encode()
        given = {"Cookie": self.cookie, "Content-Type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
        request = HTTPRequest(
            self.server.address + path, "GET" if sent is None else "POST", given, body, follow_redirects=False, request_timeout=PATIENCE
        )
        try:
            answered = await self._client.fetch(request, raise_error=False)
        except (OSError, HTTPClientError):  # nobody there
            return 0, ""
        if made := answered.headers.get_list("Set-Cookie"):
            self.cookie = made[-1].split(";")[0]
        return answered.code if answered.code != 599 else 0, (answered.body or b"").decode()

    @asynccontextmanager
    async def listening(self, page: str):
        """Collect the news of a page in `news`; comes back by itself, as a browser does."""
        task = asyncio.create_task(self._listen(page))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _listen(self, page: str) -> None:
        asked = f"GET /events/{page} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\n\r\n"
        while True:
            with suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port, limit=2**20)
                writer.write(asked.encode())
                try:
                    while line := await reader.readline():
                        if line.startswith(b"data: {"):
                            self.news.append(json.loads(line[6:]))
                finally:
                    writer.close()
            await asyncio.sleep(0.3)

    async def until(self, what, seconds: float = PATIENCE) -> dict:
        """Return the newest news once it is as `what` says."""
        async with asyncio.timeout(seconds):
            while not (self.news and what(self.news[-1])):
                await asyncio.sleep(0.01)
        return self.news[-1]


class Phone(Visitor):
    """A phone of the class; `who` is the number it was given, which stands in its cookie."""

    @property
    def who(self) -> str:
        return base64.b64decode(self.cookie.split("|")[-2].split(":")[1]).decode()

    async def join(self) -> "Phone":
        assert (await self.ask(f"/join/{self.server.code}"))[0] == 302 and self.cookie
        return self

    async def answer(self, round: int, response: object, n: int = 1) -> tuple[int, str]:
        return await self.ask("/answer", {"round": round, "n": n, "response": response})

    async def answer_until_counted(self, round: int, response: object) -> dict:
        """Send an answer as the page does: again until the server says that it is counted."""
        while True:
            status, told = await self.answer(round, response)
            if status == 200:
                return json.loads(told)
            assert status in (0, 429, 503), (status, told)
            await asyncio.sleep(0.5)


class Teacher(Visitor):
    """The teacher's page."""

    async def enter(self) -> "Teacher":
        assert (await self.ask(f"/teacher?key={self.server.key}"))[0] == 302 and self.cookie
        self._seen = 0
        return self

    async def act(self, act: str, detail: str = "", seen: int | None = None) -> int:
        """Do something, having seen all that was done so far; return the status."""
        status, told = await self.ask("/act", {"act": act, "detail": detail, "seen": self._seen if seen is None else seen})
        if status == 200:
            self._seen = json.loads(told)["seen"]
        return status
