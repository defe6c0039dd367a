"""What one learner of the class server tries on another: by Python in a kernel, by requests, by names."""

import json
from urllib.parse import quote

from .learner import Learner, Refused, log_in, run
from .server import CLASS_PASSWORD, Hub

# In the kernel: {home}, {meeting}, {pid}, {port} and {name} are once one's own and once the other's.
IN_PYTHON = {
    "list the folder": "os.listdir('{home}')",
    "read a notebook": "open('{home}/notebooks/00-start.ipynb').read()",
    "write a notebook": "open('{home}/notebooks/02-why-reform.ipynb', 'a').close()",
    "read the record": "sqlite3.connect('file:{home}/answers/progress.sqlite?mode=ro', uri=True).execute('SELECT * FROM attempts').fetchall()",
    "write into the record": "sqlite3.connect('{home}/answers/progress.sqlite').execute('PRAGMA user_version = 2')",
    "put another record in its place": "(open('new', 'w').close(), os.replace('new', '{home}/answers/new'), os.unlink('{home}/answers/new'))",
    "read it through a link": "(os.symlink('{home}/answers/progress.sqlite', 'soft'), open('soft', 'rb').read())",
    "make a second name for it": "(os.link('{home}/answers/progress.sqlite', 'hard'), os.unlink('hard'))",
    "give a folder away": "os.chmod('{home}', 0o700)",
    "read how to reach the kernel": "[open(p).read() for p in pathlib.Path('{meeting}').iterdir() if p.suffix == '.json']",
    "read the server's token from its memory": "open('/proc/{pid}/environ').read()",
    "send the server a signal": "os.kill({pid}, 0)",
    "come in by the server's own port": "fetch('http://127.0.0.1:{port}/user/{name}/api/contents/')",
    "speak to the hub in a learner's name": "fetch(hub + '/users/{name}/activity', 'POST', b'{{\"last_activity\": \"2026-01-01T00:00:00Z\"}}')",
}
PRELUDE = """
import os, pathlib, sqlite3, urllib.error, urllib.request
hub = os.environ["JUPYTERHUB_API_URL"]
def fetch(url, method="GET", data=None):
    request = urllib.request.Request(url, data, method=method, headers={"Authorization": "token " + os.environ["JUPYTERHUB_API_TOKEN"]})
    with urllib.request.urlopen(request, timeout=20) as reply:
        if "/hub/login" in reply.url:
            raise PermissionError("sent to the log-in page")
for rest in ("soft", "hard", "new"):
    pathlib.Path(rest).unlink(missing_ok=True)
"""
TRY = """
try:
    {code}
    print("done")
except PermissionError as error:
    print("refused", error)
except sqlite3.OperationalError as error:
    print("refused" if "unable to open" in str(error) else "failed", error)
except urllib.error.HTTPError as error:
    print("refused" if error.code in (401, 403, 404) else "failed", error)
except Exception as error:
    print("failed", repr(error))
"""
# Nobody in the class may do these.
FOR_NOBODY = {
    "read the hub's secret": "open('{folder}/hub/cookie_secret').read()",
    "read the hub's database": "open('{folder}/hub/jupyterhub.sqlite', 'rb').read()",
    "read the own words": "os.listdir('{folder}/hub/own-words')",
    "read the teacher's password": "open('{folder}/hub/teacher-password').read()",
    "fetch all records": "fetch(os.environ['COURSE_RECORDS'])",
    "see who else is there": "fetch(hub + '/users')",
    "put something into the shared cache": "open('{folder}/cache/reading-an-argument/new.kept', 'w')",
    "change the shared font": "open('.cache/reading-an-argument/NotoSansCJKsc-Regular.otf', 'ab')",
    "change the course": "open(__import__('course').__file__, 'a')",
    "make a folder among the learners": "os.mkdir('{folder}/learners/zhao')",
}


async def attempts(hub: Hub, intruder: Learner, other: Learner) -> dict[str, tuple[str | None, str]]:
    """Return for each attempt what came of it on one's own (None: nobody has one) and on the other's: "done", or "refused" and why."""
    mine, others = place_of(hub, intruder), place_of(hub, other)
    found = {}
    await run(intruder, "import os; os.chdir(os.environ['HOME'])")
    for what, code in IN_PYTHON.items():
        found[what] = (await in_python(intruder, code, mine), await in_python(intruder, code, others))
    for what, code in FOR_NOBODY.items():
        found[what] = (None, await in_python(intruder, code, {"folder": str(hub.folder)}))
    for what, path in (("look in by the page", "/api/contents/"), ("reach a kernel by the page", "/api/kernels")):
        found[what] = (await by_page(intruder, intruder.home + path), await by_page(intruder, other.home + path))
    api = f"{hub.url}/hub/api/users/"
    found["ask the hub about the other"] = (await by_page(intruder, api + quote(intruder.name)), await by_page(intruder, api + quote(other.name)))
    found["read it by the page through a link"] = (
        await through_link(intruder, mine["home"]), await through_link(intruder, others["home"])
    )  # fmt: skip
    return found


def place_of(hub: Hub, learner: Learner) -> dict:
    """Return where a learner's things are, as root sees it."""
    for process in hub.process.children(recursive=True):
        if "desk.py" in " ".join(process.cmdline()) and process.environ().get("JUPYTERHUB_USER") == learner.name:
            told = process.environ()
            port = told["JUPYTERHUB_SERVICE_URL"].split(":")[2].split("/")[0]
            home = str(hub.learner_folder(learner.name))
            return {"home": home, "meeting": told["JUPYTER_RUNTIME_DIR"], "pid": process.pid, "port": port, "name": quote(learner.name)}
    raise Refused(f"{learner.name} has no server")


async def in_python(learner: Learner, code: str, values: dict) -> str:
    printed = await run(learner, PRELUDE + TRY.replace("{code}", code.format(**values)))
    return printed.strip()


async def by_page(learner: Learner, url: str) -> str:
    """Ask for a page with all of one's own cookies, whatever address they were given for."""
    cookies = {cookie.key: cookie.value for cookie in learner.http.cookie_jar}
    token = {"X-XSRFToken": learner.xsrf(url) or learner.xsrf(f"{learner.hub}/hub/")}
    async with learner.http.get(url, cookies=cookies, headers=token, allow_redirects=False) as reply:
        return "done" if reply.status == 200 else f"refused {reply.status}" if reply.status in (302, 403, 404) else f"failed {reply.status}"


async def through_link(learner: Learner, home: str) -> str:
    name = f"way-{abs(hash(home))}.ipynb"
    await run(learner, f"os.symlink('{home}/notebooks/00-start.ipynb', 'notebooks/{name}')")
    status, text = await learner.ask("GET", f"/api/contents/notebooks/{name}")
    await run(learner, f"os.unlink('notebooks/{name}')")
    return "done" if status == 200 and json.loads(text)["content"] else f"refused {status}"


async def names_refused(hub: Hub, victim: str) -> dict[str, int]:
    """Return the status of each sign-in that must not be: under names that are none, and under another's name."""
    password = hub.password(CLASS_PASSWORD)
    tricks = ["a b", "a..b", "..", "a/b", "../" + victim, "%2e%2e", "a\nb", "ab\n\nc", "x" * 300, "", "a\x00b", victim + "\u200b" + "x"]
    tried = [(name, password, "my own word") for name in tricks]
    tried += [(victim, password, ""), (victim, password, "not the word"), (victim.upper() + " ", password, "not the word")]
    tried += [("zhao", "", "my own word"), ("zhao", "not the password", "my own word"), ("zhao", password, "short"), ("teacher", password, "my own word")]
    found = {}
    for name, given, word in tried:
        stranger = Learner(hub.url, name, given, word)
        stranger.word = word
        try:
            await log_in(stranger)
            found[f"{name!r} {given == password} {word!r}"] = 302
        except Refused as refused:
            found[f"{name!r} {given == password} {word!r}"] = int(str(refused).split()[-1])
        finally:
            await stranger.close()
    return found
