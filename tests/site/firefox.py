"""Firefox as Debian has it, driven by WebDriver BiDi: JSON over one WebSocket. (Playwright drives only a Firefox of its own.)"""

import json
import subprocess
import time
from pathlib import Path

import websocket

PATIENCE = 180  # seconds: another test may have the processor
# Every address but this machine's is behind a proxy that is not there.
_PREFERENCES = {
    "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9, "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9, "datareporting.policy.dataSubmissionEnabled": False, "browser.shell.checkDefaultBrowser": False,
}  # fmt: skip


class Firefox:
    """A window of Firefox with a profile of its own. `asked` collects the addresses that its pages have asked for."""

    def __init__(self, program: str, profile: Path, **preferences):
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in (_PREFERENCES | preferences).items())
        profile.mkdir()
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(profile)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.asked: list[str] = []
        self._number = 0
        where = json.loads(_once_there(profile / "WebDriverBiDiServer.json", self.process))
        self._socket = websocket.create_connection(f"ws://{where['ws_host']}:{where['ws_port']}/session", timeout=PATIENCE, suppress_origin=True)
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["network.beforeRequestSent"])
        self._window = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **parameters) -> dict:
        """Send one command and return its result; what happens meanwhile is noted."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("method") == "network.beforeRequestSent":
                self.asked.append(message["params"]["request"]["url"])
            if message.get("id") == self._number:
                assert message["type"] == "success", message
                return message["result"]

    def go(self, address: str) -> None:
        self.send("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def value(self, expression: str):
        """Return the value of JavaScript on the page, which may be a promise."""
        code = f"Promise.resolve({expression}).then(value => JSON.stringify(value ?? null))"
        done = self.send("script.evaluate", expression=code, target={"context": self._window}, awaitPromise=True)
        assert done["type"] == "success", done
        return json.loads(done["result"]["value"])

    def until(self, expression: str) -> None:
        """Wait until JavaScript on the page is true: on the page that follows, if one does."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if self.value(f"!!({expression})"):
                    return
            except AssertionError:
                pass  # between two pages
            time.sleep(0.2)
        raise AssertionError(f"never came true: {expression}\n{self.value('document.body.innerText.slice(0, 1000)')}")

    def click(self, selector: str) -> None:
        """Click, as with a mouse, on the first element that a CSS selector finds."""
        self.value(f"void document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})")
        element = self.send("browsingContext.locateNodes", context=self._window, locator={"type": "css", "value": selector}, maxNodeCount=1)["nodes"][0]
        there = {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": {"sharedId": element["sharedId"]}}}
        self._act("pointer", [there, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}])

    def type(self, text: str) -> None:
        self._act("key", [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")])

    def _act(self, kind: str, actions: list[dict]) -> None:
        self.send("input.performActions", context=self._window, actions=[{"type": kind, "id": kind, "actions": actions}])

    def close(self) -> None:
        self._socket.close()
        self.process.terminate()
        self.process.wait(20)


def _once_there(file: Path, process: subprocess.Popen) -> str:
    """Return what the browser writes into a file when it has started."""
    for _ in range(4 * PATIENCE):
        assert process.poll() is None, "Firefox ended while starting"
        if file.exists() and (text := file.read_text(encoding="utf-8")):
            return text
        time.sleep(0.25)
    raise AssertionError("Firefox has not started")
