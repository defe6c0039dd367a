"""What the web site weighs and how soon it is alive, beside a bare JupyterLite with the same Pyodide, in one run.

    make site && .venv/bin/python tests/benchmarks/site.py

Bytes are what a plain static server has sent, which packs nothing. The bare one has JupyterLite's kernel and the packages it
asks for, whole, as installed here; nothing of ours, and a notebook with one cell, `1`. It is built first (a minute).
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
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
from tests.site.conftest import SITE, Quiet, served

KERNEL = "@jupyterlite/pyodide-kernel-extension"
EXTENSION = TOOLS / "share" / "jupyter" / "labextensions" / KERNEL
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
# By the names under which JupyterLite asks for them; micropip and piplite, which install more, are empty in its favour.
PACKAGES = {
    "comm": ["comm"], "jedi": ["jedi", "parso"],
    "ipython": [
        "ipython", "ipython-pygments-lexers", "traitlets", "pygments", "prompt-toolkit", "wcwidth", "matplotlib-inline",
        "stack-data", "asttokens", "executing", "pure-eval", "typing-extensions",
    ],
}  # fmt: skip
EMPTY = ("micropip", "piplite")
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
            "federated_extensions": [str(EXTENSION)], "ignore_sys_prefix": ["federated_extensions"],
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
    """Write Pyodide as npm has it, and zips of the packages that JupyterLite asks for."""
    folder.mkdir(parents=True)
    with tarfile.open(TOOLS / PYODIDE) as archive:
        for name in CORE:
            (folder / name).write_bytes(archive.extractfile(f"package/{name}").read())
    for name in PRELOADED:
        with ZipFile(folder / f"{name}.zip", "w", ZIP_DEFLATED) as opened:
            for file in (file for package in PACKAGES.get(name, ()) for file in distribution(package).files):
                if ".." not in file.parts and file.suffix not in (".pyc", ".so"):
                    opened.write(file.locate(), file.as_posix())
            if name in EMPTY:
                opened.writestr(f"{name}/__init__.py", "")
                opened.writestr(f"{name}/{name}.py", "")
    for name in ("ipykernel", "pyodide-kernel"):
        wheel = next((EXTENSION / "static" / "pypi").glob(f"{name.replace('-', '_')}-*.whl"))
        shutil.copyfile(wheel, folder / f"{name}.zip")  # under that name Pyodide reads no version from it
    path = folder / "pyodide-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8")) | {"packages": {name: _package(folder, name) for name in PRELOADED}}
    path.write_text(json.dumps(lock), encoding="utf-8")


def _package(folder: Path, name: str) -> dict:
    digest = hashlib.sha256((folder / f"{name}.zip").read_bytes()).hexdigest()
    return {
        "name": name, "version": "0", "file_name": f"{name}.zip", "sha256": digest, "imports": [], "depends": [],
        "install_dir": "site", "package_type": "package", "unvendored_tests": False,
    }  # fmt: skip


def visit_lesson(context, address: str, name: str) -> Visit:
    """Read a lesson's page, make it live, and answer its first question."""
    page = context.pages[0]
    Quiet.sent.clear()
    page.goto(f"{address}/zh/{name}.html")
    read, start = sum(Quiet.sent), time.perf_counter()
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
    page, start = context.pages[0], time.perf_counter()
    Quiet.sent.clear()
    page.goto(f"{address}/notebooks/index.html?path=00.ipynb")
    page.wait_for_selector(".jp-CodeCell", timeout=PATIENCE)
    read = sum(Quiet.sent)
    page.wait_for_function(FIRST_CELL, timeout=PATIENCE)
    page.evaluate(RUN)
    page.get_by_text("1", exact=True).and_(page.locator(".jp-OutputArea-output *")).first.wait_for(timeout=PATIENCE)
    return _left(page, read, time.perf_counter() - start)


def _left(page, read: int, seconds: float) -> Visit:
    """Return what the visit took, and leave."""
    page.wait_for_timeout(2000)  # what is still on its way counts
    tabs = [process for process in psutil.Process().children(recursive=True) if "--type=renderer" in process.cmdline()]
    memory = max(process.memory_full_info().pss for process in tabs)  # the others stand ready for other tabs
    done = Visit(read, sum(Quiet.sent), seconds, memory)
    page.goto("about:blank")
    return done


def visits(folder: Path, visit, *which: str) -> tuple[Visit, Visit]:
    """Return the first visit of a browser that has nothing, and its second."""
    with served(folder) as address, sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        # A profile on the disk: a private window's cache takes no large file.
        context = playwright.chromium.launch_persistent_context(profile, executable_path=find_browser(), args=ARGUMENTS)
        both = visit(context, address, *which), visit(context, address, *which)
        context.close()
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
    print(f"{os.cpu_count()} processors; {os.getloadavg()[0]:.1f} processes wanted them in the last minute")


if __name__ == "__main__":
    main()
