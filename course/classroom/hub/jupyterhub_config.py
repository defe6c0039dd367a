"""A class server: one machine, a browser for each learner. Short, and every setting says why.

    pip install -c constraints.txt -e '.[hub]'
    jupyterhub -f course/classroom/hub/jupyterhub_config.py

Then learners open http://the-machine:8000, type a name, and stand in notebook 00. What they write is kept in the folder
COURSE_CLASS_DIR (by default in the data folder of the account that runs the hub), in one subfolder for each name.

All servers run in ONE account of the machine, so this is for people who trust each other, on a network of their own:
a learner who knows Python can read and change whatever that account can, other learners' answers included.
Elsewhere give every learner an account or a container (at the end of this file).
"""

import asyncio
import atexit
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import platformdirs
from jupyterhub.spawner import SimpleLocalProcessSpawner
from jupyterhub.utils import wait_for_server

from course.lessons.plan import NOTEBOOKS

c = get_config()  # noqa: F821 (JupyterHub puts it there)

CLASS = os.environ.get("COURSE_CLASS_DIR") or platformdirs.user_data_dir("reading-an-argument-class", False)
CLASS = Path(CLASS).resolve()
(CLASS / "hub").mkdir(parents=True, exist_ok=True)
# Where servers and their kernels meet, while the hub runs: a short path, as a socket's name has 100 characters at most.
MEETING = tempfile.mkdtemp(prefix="class-", dir="/tmp")
atexit.register(shutil.rmtree, MEETING, ignore_errors=True)


def folder_of(spawner) -> Path:
    """Return the one folder a learner's server starts in: notebooks, answers, home."""
    return CLASS / "learners" / spawner.user.name


def give_notebooks(spawner) -> None:
    """Copy the notebooks a learner does not have yet; what is there is theirs and is never written over."""
    own = folder_of(spawner) / "notebooks"
    own.mkdir(parents=True, exist_ok=True)
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        if not (own / notebook.name).exists():
            # Only the content: a copy of a read-only file is still the learner's to write in.
            shutil.copyfile(notebook, own / notebook.name)


class InTurn(SimpleLocalProcessSpawner):
    """Starts a few servers at a time; the others wait their turn, and their page says that the server is starting.

    Measured: 40 servers starting at once on two cores keep the hub from running, until it gives up and everyone is out.
    """

    turn = asyncio.Semaphore(2 + (os.cpu_count() or 2))  # while some wait for the disk, others work

    async def start(self):
        # A number of one's own, below those the system hands out: of 40 ports picked at random two can be the same.
        self.port = 20_000 + self.user.id
        async with self.turn:
            where = await super().start()
            with suppress(TimeoutError):  # JupyterHub asks after it again, and says so if it never comes
                await wait_for_server(*where, timeout=60)
        return where


# --- Who comes in -----------------------------------------------------------------------------------------------------
# Any name, no password: for one room and its closed network. On any other network at least a password for all
# (authenticator_class = "shared-password" and c.SharedPasswordAuthenticator.user_password), better the school's own
# log-in (the package oauthenticator), and HTTPS.
c.JupyterHub.authenticator_class = "dummy"
# A name becomes a folder: letters of any script, digits, - and _, but no dot and no slash.
c.Authenticator.username_pattern = r"[\w-]{1,40}"

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
c.JupyterHub.spawner_class = InTurn  # SimpleLocalProcessSpawner: learners need no account of the machine
c.SimpleLocalProcessSpawner.home_dir_template = str(CLASS / "learners" / "{username}")
# This Python, which has the course, whatever PATH says; `nice`, so that hub and way in come before any learner's sums.
c.Spawner.cmd = ["nice", sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.pre_spawn_hook = give_notebooks
c.Spawner.default_url = "/lab/tree/notebooks/00-start.ipynb"
# The course itself is imported from where it is installed, once for all. Nothing of it lies in a learner's folder, and
# the file browser ends there. For a wall and not only a fence, let another account own the course than runs the hub.
c.Spawner.environment = {
    "COURSE_PROGRESS_DIR": lambda spawner: str(folder_of(spawner) / "answers"),
    # Fonts and word lists worked out once serve the whole class (they hold no answers).
    "XDG_CACHE_HOME": str(CLASS / "cache"),
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
if hasattr(os, "geteuid") and os.geteuid() == 0:
    c.Spawner.args += ["--allow-root"]  # in a container root is the usual user; Jupyter wants to be told

# --- When one account is not enough -----------------------------------------------------------------------------------
# Accounts of the machine: c.JupyterHub.spawner_class = "local", authenticator "pam"; drop home_dir_template and cache.
# Limits on memory too:    the packages systemdspawner or dockerspawner; the simple spawner cannot limit anything.
