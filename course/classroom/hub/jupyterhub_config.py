"""A class server: one machine, a browser for each learner. Short, and every setting says why.

    pip install -c constraints.txt -e '.[hub]'
    jupyterhub -f course/classroom/hub/jupyterhub_config.py        (as root)

Then learners open http://the-machine:8000, sign in, and stand in notebook 00. What they write is kept in the folder
COURSE_CLASS_DIR, in one subfolder for each name.

Started by root, each learner's servers run in an account of the machine made for that learner: nobody can read or write
another's answers or notebooks, or the course. COURSE_ONE_ACCOUNT=yes is for a machine where you are not root, and for
people who trust each other: everything runs in your account, and a learner who knows Python can change what you can.
"""

import asyncio
import atexit
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import platformdirs
from jupyterhub.spawner import LocalProcessSpawner
from jupyterhub.utils import wait_for_server

from course.classroom.hub.accounts import account_of, give_folder, keep_from_others, why_no_learner_can_start
from course.classroom.hub.sign_in import SignIn, password_in, words_of_the_page
from course.lessons.plan import NOTEBOOKS

c = get_config()  # noqa: F821 (JupyterHub puts it there)

HERE = NOTEBOOKS.parent / "course" / "classroom" / "hub"
APART = not os.environ.get("COURSE_ONE_ACCOUNT")  # each learner in an account of their own
if APART and os.geteuid():
    sys.exit("Start the class server as root, so that each learner gets an account (or see COURSE_ONE_ACCOUNT above).")
# Root's own data folder is closed to everybody else, and learners' folders are in here.
NAME = "reading-an-argument-class"
USUAL = f"/var/lib/{NAME}" if APART else platformdirs.user_data_dir(NAME, False)
CLASS = Path(os.environ.get("COURSE_CLASS_DIR") or USUAL).resolve()
LEARNERS, CACHE = CLASS / "learners", CLASS / "cache"
keep_from_others(CLASS, 0o711)  # to pass through, not to look around
keep_from_others(LEARNERS, 0o711)
keep_from_others(CACHE, 0o755)
keep_from_others(CLASS / "hub", 0o700)
keep_from_others(CLASS / "hub" / "own-words", 0o700)
if APART and (why := why_no_learner_can_start([LEARNERS, NOTEBOOKS])):
    sys.exit(f"The class server cannot start: {why} Put course and Python where all accounts can read them.")
# Where servers and their kernels meet, while the hub runs: a short path, for a socket's name has 100 characters.
MEETING = tempfile.mkdtemp(prefix="class-", dir="/tmp")
os.chmod(MEETING, 0o711)
atexit.register(shutil.rmtree, MEETING, ignore_errors=True)
# Fonts and word lists, worked out once, while the hub starts: each learner's server leads to them, to be read only.
WARM = """
import matplotlib.font_manager
from course.check import check_data
from course.figures import fonts
list(check_data()), fonts.chinese_font()
"""
warm = os.environ | {"XDG_CACHE_HOME": str(CACHE)}
warming = subprocess.Popen([sys.executable, "-c", WARM], env=warm, cwd=CLASS, umask=0o022)


def folder_of(spawner) -> Path:
    """Return the one folder a learner's server starts in: notebooks, answers, home."""
    return LEARNERS / spawner.user.name


class InTurn(LocalProcessSpawner):
    """Starts a learner's server in the learner's account, a few at a time; who waits reads that the server is starting.

    Measured: 40 servers starting at once on two cores keep the hub from running, until it gives up and everyone is out.
    """

    turn = asyncio.Semaphore(2 + (os.cpu_count() or 2))  # while some wait for the disk, others work

    async def start(self):
        home, meeting = folder_of(self), Path(MEETING) / str(self.user.id)
        self.popen_kwargs = {"cwd": home, "umask": 0o077}
        await asyncio.to_thread(warming.wait)
        if APART:
            account = account_of(home)
            give_folder(home, account)
            give_folder(meeting, account)
            self.popen_kwargs |= account.options
        else:
            keep_from_others(home, 0o700)
        self.port = given[self.user.id] = free_port()  # a new one each time: anybody can see an old one
        async with self.turn:
            where = await super().start()
            with suppress(TimeoutError):  # JupyterHub asks after it again, and says so if it never comes
                await wait_for_server(*where, timeout=60)
        return where

    def make_preexec_fn(self, name):
        """Return nothing to be done: `popen_kwargs` has the account; JupyterHub's would have the learner's name."""

    def user_env(self, env):
        """Return what a learner's processes are told of who they are."""
        return env | {"USER": self.user.name, "HOME": str(folder_of(self)), "SHELL": "/bin/sh"}


PORTS = range(20_000, 32_000)  # below those the system hands out
given: dict[int, int] = {}  # by learner: of 40 ports picked at random two can be the same


def free_port() -> int:
    """Return a port given to nobody, and that nobody can foresee and sit on, waiting for another's visitors."""
    while True:
        port = secrets.choice(PORTS)
        with socket.socket() as trial, suppress(OSError):
            trial.bind(("127.0.0.1", port))
            if port not in given.values():
                return port


# --- Who comes in -----------------------------------------------------------------------------------------------------
# The class's password, on the blackboard, and a word of one's own: see sign_in.py. On a network that is not your own
# HTTPS too, and better the school's own log-in (many/README.md).
c.JupyterHub.authenticator_class = SignIn
c.SignIn.allow_all = True
c.SignIn.user_password = password_in(CLASS / "hub" / "class-password", 8)
c.SignIn.teacher_password = password_in(CLASS / "hub" / "teacher-password", 16)
c.SignIn.folder = str(CLASS / "hub" / "own-words")
c.SignIn.request_otp = True
c.JupyterHub.template_vars = words_of_the_page()
c.SignIn.otp_prompt = c.JupyterHub.template_vars["hub_word"]
c.JupyterHub.template_paths = [str(HERE / "templates")]
# A name becomes a folder: letters of any script, digits, - and _, but no dot and no slash.
c.Authenticator.username_pattern = r"[\w-]{1,40}"
print(f"The class's password: {c.SignIn.user_password}   (the teacher's stands beside it, in {CLASS / 'hub'})")

# --- The teacher ------------------------------------------------------------------------------------------------------
# Sees who is there, stops and starts servers, gathers all records; gets into nobody's server, where a learner's page
# could act in the teacher's name.
RECORDS = "access:services!service=records"
SEES = ["admin-ui", "list:users", "read:users:activity", "servers", RECORDS]
c.JupyterHub.load_roles = [{"name": "teacher", "users": ["teacher"], "scopes": SEES}]
# A server's token has of these what its learner has: the last one only the teacher.
c.Spawner.server_token_scopes = ["users:activity!user", "access:servers!server", RECORDS]
# A process beside the hub makes the archive: however long that takes, the hub goes on answering.
given[0] = free_port()  # no learner has the number 0
GATHER = {
    "name": "records", "url": f"http://127.0.0.1:{given[0]}", "oauth_no_confirm": True,
    "command": [sys.executable, "-P", "-m", "course.classroom.hub.gather", str(CLASS)],
}  # fmt: skip
c.JupyterHub.services = [GATHER]

# --- The way in -------------------------------------------------------------------------------------------------------
# Traefik comes as a package for Python, so nothing has to be installed besides. JupyterHub's usual proxy needs Node.js.
c.JupyterHub.proxy_class = "traefik_file"
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # where pip put Traefik
c.TraefikFileProviderProxy.static_config_file = str(CLASS / "hub" / "traefik.toml")
c.TraefikFileProviderProxy.dynamic_config_file = str(CLASS / "hub" / "rules.toml")
# A hub that was killed leaves Traefik's rules behind, with a password that no longer holds: begin without them.
(CLASS / "hub" / "rules.toml").unlink(missing_ok=True)
# The hub's own records stand beside the learners' folders, not wherever the command was typed.
c.JupyterHub.db_url = f"sqlite:///{CLASS / 'hub' / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(CLASS / "hub" / "cookie_secret")

# --- A learner's server -----------------------------------------------------------------------------------------------
c.JupyterHub.spawner_class = InTurn
# This Python, which has the course, whatever PATH says; `nice`, so that hub and way in come before any learner's sums.
c.Spawner.cmd = ["nice", sys.executable, "-P", str(HERE / "desk.py"), str(NOTEBOOKS), str(CACHE)]
c.Spawner.default_url = "/lab/tree/notebooks/00-start.ipynb"
# The course itself is imported from where it is installed, once for all. Nothing of it lies in a learner's folder.
c.Spawner.environment = {
    "COURSE_PROGRESS_DIR": lambda spawner: str(folder_of(spawner) / "answers"),
    "COURSE_CLASS": str(CLASS),
    "COURSE_RECORDS": f"{GATHER['url']}/services/records/",
    "JUPYTER_RUNTIME_DIR": lambda spawner: f"{MEETING}/{spawner.user.id}",
    # One learner, one thread: a number library that reserves memory for every core wants it 40 times over.
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
}
c.Spawner.env_keep.append("COURSE_LANGUAGE")  # start the hub with COURSE_LANGUAGE=en for a class that reads English
# A whole class presses "start" in the same minute: let the last one wait rather than be refused.
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
c.JupyterHub.concurrent_spawn_limit = 0  # no limit: InTurn makes them wait
c.TraefikProxy.check_route_timeout = 120  # a busy machine is no reason to give up

# A kernel takes five random ports; of 200 some clash: at 40 learners three never came up. Files in MEETING never clash.
c.Spawner.args = ["--KernelManager.transport=ipc"]

# --- Memory -----------------------------------------------------------------------------------------------------------
HOUR = 3600
c.Spawner.args += [
    # A kernel idle for an hour is ended, even where its page is open: answers are on disk, "Run All" brings the rest.
    f"--MappingKernelManager.cull_idle_timeout={HOUR}",
    "--MappingKernelManager.cull_connected=True",
    "--MappingKernelManager.cull_interval=300",
    # A server without kernels and without a page that asks for anything ends by itself; the next visit starts it again.
    f"--ServerApp.shutdown_no_activity_timeout={HOUR // 2}",
    # The course needs no terminal, no language servers and no second kind of notebook page.
    "--ServerApp.terminals_enabled=False",
    "--ServerApp.jpserver_extensions={'jupyter_lsp': False, 'jupyter_server_terminals': False}",
]
c.Spawner.poll_interval = 5  # seconds until the hub knows that a server ended: a visit before that leads nowhere
if not APART and os.geteuid() == 0:
    c.Spawner.args += ["--allow-root"]  # in a container root is the usual user; Jupyter wants to be told
