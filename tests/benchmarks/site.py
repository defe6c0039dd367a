"""What the web site weighs and how soon it is alive, beside a bare JupyterLite with the same Pyodide, in one run.

    make site && .venv/bin/python tests/benchmarks/site.py

Bytes are what a plain static server has sent, which packs nothing. The bare one has JupyterLite's kernel and the packages it
asks for, whole, as installed here; nothing of ours, and a notebook with one cell, `1`. It is built first (a minute).
"""

import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import psutil
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # so that this file runs as a command, too

from course.classroom.site.bundle import PRELOADED
from course.classroom.site.live import PYODIDE, TOOLS
from tests.browser.conftest import ARGUMENTS
from tests.needs import find_browser

SITE = Path(__file__).parent.parent.parent / "site"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
# By the names under which JupyterLite asks for them; micropip, which installs more, is left out in its favour.
PACKAGES = {
    "comm": ["comm"], "jedi": ["jedi", "parso"],
    "ipython": [
        "ipython", "ipython-pygments-lexers", "traitlets", "pygments", "prompt-toolkit", "wcwidth", "matplotlib-inline",
        "stack-data", "asttokens", "executing", "pure-eval", "typing-extensions",
    ],
}  # fmt: skip
FIRST_CELL = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
RUN = "window.jupyterapp.commands.execute('notebook:run-all-cells')"
QUESTION = ".course-quiz form:has(input[type=radio])"
PATIENCE = 300_000  # ms


class Visit(NamedTuple):
    """What a visit took: bytes until the page could be read, bytes until the first answer, seconds from click to alive."""

    page: int
    answer: int
    seconds: float
    memory: int


class Counting(SimpleHTTPRequestHandler):
    """A static server that counts what it sends."""

    sent = 0

    def copyfile(self, source, outputfile):
        Counting.sent += os.fstat(source.fileno()).st_size if hasattr(source, "fileno") else 0
        super().copyfile(source, outputfile)

    def log_message(self, *_):
        pass


@contextmanager
def served(folder: Path):
    """Serve a folder; the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Counting, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def build_bare(folder: Path) -> None:
    """Build a JupyterLite with one notebook and the Python that the site has."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch)
        _write_python(source / "static" / "pyodide")
        cell = {"cell_type": "code", "id": "one", "source": "1", "metadata": {}, "outputs": [], "execution_count": None}
        kernel = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
        notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        (source / "files").mkdir()
        (source / "files" / "00.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        settings = {
            "apps": ["notebooks"], "output_dir": str(folder), "lite_dir": str(source), "contents": [str(source / "files")],
            "federated_extensions": [str(TOOLS / "share" / "jupyter" / "labextensions" / KERNEL)], "ignore_sys_prefix": ["federated_extensions"],
        }  # fmt: skip
        (source / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": settings}), encoding="utf-8")
        environment = os.environ | {"PYTHONPATH": str(TOOLS)}
        subprocess.run([sys.executable, "-m", "jupyterlite_core", "build"], cwd=source, env=environment, check=True, capture_output=True)
    path = folder / "jupyter-lite.json"
    page = json.loads(path.read_text(encoding="utf-8"))
    kernel = {"pyodideUrl": "./static/pyodide/pyodide.mjs", "disablePyPIFallback": True, "loadPyodideOptions": {"packages": PRELOADED}}
    page["jupyter-config-data"] |= {"exposeAppInBrowser": True, "litePluginSettings": {f"{KERNEL}:kernel": kernel}}
    path.write_text(json.dumps(page), encoding="utf-8")


def _write_python(folder: Path) -> None:
    """Write Pyodide as npm has it, and wheels of the packages that JupyterLite asks for."""
    folder.mkdir(parents=True)
    with tarfile.open(TOOLS / PYODIDE) as archive:
        for name in CORE:
            (folder / name).write_bytes(archive.extractfile(f"package/{name}").read())
    for wheel in (TOOLS / "share" / "jupyter" / "labextensions" / KERNEL / "static" / "pypi").glob("*.whl"):
        shutil.copyfile(wheel, folder / f"{wheel.name.split('-')[0].replace('_', '-')}.whl")
    for name in PRELOADED:
        wheel = folder / f"{name}.whl"
        if not wheel.exists():
            with ZipFile(wheel, "w", ZIP_DEFLATED) as opened:
                for file in (f for package in PACKAGES.get(name, ()) for f in distribution(package).files):
                    if ".." not in file.parts and file.suffix not in (".pyc", ".so"):
                        opened.write(file.locate(), file.as_posix())
                if name == "micropip":
                    opened.writestr("micropip/__init__.py", "")
    path = folder / "pyodide-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8")) | {"packages": {name: _package(folder, name) for name in PRELOADED}}
    path.write_text(json.dumps(lock), encoding="utf-8")


def _package(folder: Path, name: str) -> dict:
    digest = hashlib.sha256((folder / f"{name}.whl").read_bytes()).hexdigest()
    return {
        "name": name, "version": "0", "file_name": f"{name}.whl", "sha256": digest, "imports": [], "depends": [],
        "install_dir": "site", "package_type": "package", "unvendored_tests": False,
    }  # fmt: skip


def visit_lesson(context, address: str, name: str) -> Visit:
    """Read a lesson's page, make it live, and answer its first question."""
    page, Counting.sent = context.new_page(), 0
    page.goto(f"{address}/zh/{name}.html")
    read, start = Counting.sent, time.perf_counter()
    page.locator(".site-live a").click()
    page.wait_for_selector(".course-run:not(.course-busy)", timeout=PATIENCE)
    seconds = time.perf_counter() - start
    form = page.locator(QUESTION).first
    told = form.locator('[role="status"]:not(:empty)')
    if not told.count():  # at the second visit it is answered already
        form.locator("input[type=radio]").first.check()
        form.get_by_role("button").first.click()
        told.wait_for(timeout=PATIENCE)
    return _left(page, read, seconds)


def visit_bare(context, address: str) -> Visit:
    """Open the bare notebook, run its cell, and wait for the 1."""
    page, Counting.sent, start = context.new_page(), 0, time.perf_counter()
    page.goto(f"{address}/notebooks/index.html?path=00.ipynb")
    page.wait_for_function(FIRST_CELL, timeout=PATIENCE)
    page.evaluate(RUN)
    page.get_by_text("1", exact=True).and_(page.locator(".jp-OutputArea-output *")).first.wait_for(timeout=PATIENCE)
    return _left(page, Counting.sent, time.perf_counter() - start)


def _left(page, read: int, seconds: float) -> Visit:
    """Return what the visit took, and leave."""
    page.wait_for_timeout(2000)  # what is still on its way counts
    tabs = [process for process in psutil.Process().children(recursive=True) if "--type=renderer" in process.cmdline()]
    memory = sum(process.memory_full_info().pss for process in tabs)
    done = Visit(read, Counting.sent, seconds, memory)
    page.close()
    return done


def visits(folder: Path, visit, *which: str) -> tuple[Visit, Visit]:
    """Return the first visit of a browser that has nothing, and its second."""
    with served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        context = browser.new_context()
        both = visit(context, address, *which), visit(context, address, *which)
        browser.close()
    return both


def table(columns: dict[str, tuple[Visit, Visit]]) -> str:
    """Return a Markdown table; MB are millions of bytes."""
    rows = {
        "MB before the page can be read (at most 1)": [f"{first.page / 1e6:.2f}" for first, _ in columns.values()],
        "MB before the first answer (at most 25)": [f"{first.answer / 1e6:.1f}" for first, _ in columns.values()],
        "MB at the second visit (at most 1)": [f"{second.answer / 1e6:.2f}" for _, second in columns.values()],
        "seconds from click to alive": [f"{first.seconds:.1f}" for first, _ in columns.values()],
        "the same, second visit": [f"{second.seconds:.1f}" for _, second in columns.values()],
        "memory of the tab, MB": [f"{first.memory / 1e6:.0f}" for first, _ in columns.values()],
    }
    lines = [["", *columns], ["---"] * (len(columns) + 1), *([name, *cells] for name, cells in rows.items())]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as bare:
        build_bare(Path(bare) / "bare")
        bare_visits = visits(Path(bare) / "bare", visit_bare)
    print(table({"lesson 02": visits(SITE, visit_lesson, "02-why-reform"), "bare JupyterLite, one cell": bare_visits}))


if __name__ == "__main__":
    main()
