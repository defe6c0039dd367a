"""The lessons alive: JupyterLite with the course in it, built from programs that `make site` puts into one folder."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from ...base import DataError, fingerprint, read_text
from .bundle import COURSE, KEPT, PRELOADED, write_lock, write_zips

TOOLS = COURSE.parent / ".venv" / "site-tools"
VERSION = "314.0.7"
PYODIDE = f"pyodide-{VERSION}.tgz"
PYODIDE_HASH = "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0"
_CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_FETCHES = 'let{binary:t,response:n}=_(e+"pyodide.asm.wasm")'
_UNPACKS = (
    'let t,n=fetch(e+"pyodide.asm.wasm.gz").then(p=>new Response(p.body.pipeThrough(new DecompressionStream("gzip")),'
    '{headers:{"Content-Type":"application/wasm"}}))'
)
_KERNEL = "@jupyterlite/pyodide-kernel-extension"
_LEFT_OVER = (
    "doc", "package.json", "rspack.config*.js", "overrides.json", "notebooks/package.json", f"extensions/{_KERNEL}/static/pypi",
)  # fmt: skip
# A lesson stands by itself in the window: light and dark follow the machine, the way back stays on a phone, and code folds there.
_SETTINGS = {
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyter-notebook/application-extension:top": {"visible": "yes"},
    "@jupyterlab/notebook-extension:tracker": {"codeCellConfig": {"lineWrap": True}},
}
_STORES = ("contents", "settings", "workspaces")  # what JupyterLite keeps, see site.js
_KEPT_IN = ["asyncStorage", "memoryStorageDriver"]  # localforage's names: the browser's database, or, where pages may keep nothing, this window
_WHEN = "2000-01-01T00:00:00Z"  # JupyterLite wants a time for each file


def write_live(folder: Path, notebooks: Mapping[str, Mapping[str, dict]], pictures: dict[str, int]) -> None:
    """Write JupyterLite with the notebooks (by language, then by file name) into `folder`, which is not there yet.

    Raises DataError where the programs it is built from are not there: `make site` gets them.
    """
    if not (TOOLS / PYODIDE).exists():
        raise DataError("the programs a site is built from are not here: run make site")
    with TemporaryDirectory() as scratch:
        source = Path(scratch)
        _write_python(source / "static" / "pyodide", pictures)
        _build(source, folder)
    _settle(folder)
    _clear(folder)
    _write_notebooks(folder, notebooks)
    _remember(folder)


def _write_python(folder: Path, pictures: dict[str, int]) -> None:
    """Write Pyodide and what the course needs of Python."""
    packed = (TOOLS / PYODIDE).read_bytes()
    if hashlib.sha256(packed).hexdigest() != PYODIDE_HASH:
        raise DataError(f"{PYODIDE}: this is not the file that was checked")
    folder.mkdir(parents=True)
    with tarfile.open(TOOLS / PYODIDE) as archive:
        for name in _CORE:
            (folder / name).write_bytes(archive.extractfile(f"package/{name}").read())
    write_zips(folder, TOOLS / "share" / "jupyter" / "labextensions" / _KERNEL / "static" / "pypi", pictures)
    compiling = ["node", Path(__file__).with_name("compile.mjs"), folder, folder / "course.zip", folder / "python_stdlib.zip"]
    subprocess.run([str(part) for part in compiling], check=True)
    _pack(folder)
    write_lock(folder, next((TOOLS / "wheels").glob("msgspec-*pyemscripten*.whl")), _public(folder / "pyodide.mjs"))


def _public(script: Path) -> str:
    """Return the address where this Pyodide has its packages, as its own script has it."""
    found = re.search(r"`(https://[^`$]+)\$\{\w+\}(/[^`$]*)`", read_text(script))
    if not found:
        raise DataError(f"{script.name}: this Pyodide does not say where its packages are")
    return found[1] + VERSION + found[2]


def _pack(folder: Path) -> None:
    """Pack Pyodide's largest file to a third, and let the browser unpack it as it comes: many servers pack nothing."""
    whole, script = folder / "pyodide.asm.wasm", folder / "pyodide.mjs"
    (folder / f"{whole.name}.gz").write_bytes(gzip.compress(whole.read_bytes(), mtime=0))
    whole.unlink()
    text = script.read_text(encoding="utf-8")
    if text.count(_FETCHES) != 1:
        raise DataError(f"{script.name}: this Pyodide fetches its program in another way")
    script.write_text(text.replace(_FETCHES, _UNPACKS), encoding="utf-8")


def _build(source: Path, folder: Path) -> None:
    """Let JupyterLite put its application, our extensions and `source` together."""
    ours = [COURSE / "jupyter" / "labextension", *(_installed(name) for name in ("anywidget", "@jupyter-widgets/jupyterlab-manager"))]
    settings = {
        "apps": ["notebooks"], "no_sourcemaps": True, "no_unused_shared_packages": True, "output_dir": str(folder.resolve()),
        "lite_dir": str(source), "federated_extensions": [str(one) for one in (*ours, TOOLS / "share" / "jupyter" / "labextensions" / _KERNEL)],
        "ignore_sys_prefix": ["federated_extensions"],
    }  # fmt: skip
    (source / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": settings}), encoding="utf-8")
    overrides = json.loads((COURSE / "jupyter" / "settings.json").read_text(encoding="utf-8"))
    overrides |= {plugin: overrides.get(plugin, {}) | values for plugin, values in _SETTINGS.items()}
    (source / "overrides.json").write_text(json.dumps(overrides), encoding="utf-8")
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    done = subprocess.run(command, cwd=source, env=os.environ | {"PYTHONPATH": str(TOOLS)}, capture_output=True, text=True)
    if done.returncode:
        raise DataError(f"JupyterLite could not be built: {' '.join((done.stdout + done.stderr).split())[-600:]}")


def _installed(name: str) -> Path:
    return Path(sys.prefix) / "share" / "jupyter" / "labextensions" / name


def _settle(folder: Path) -> None:
    """Say where Pyodide is and what it loads.

    Written after the build: what JupyterLite makes of these settings by itself has once left the address out, and then
    the kernel asks a server elsewhere.
    """
    path = folder / "jupyter-lite.json"
    page = json.loads(path.read_text(encoding="utf-8"))
    start = {"packages": PRELOADED, "env": {"HOME": "/home/pyodide", "XDG_CACHE_HOME": f"/lib/python3.14/site-packages/{KEPT}"}}
    kernel = {"pyodideUrl": "./static/pyodide/pyodide.mjs", "disablePyPIFallback": True, "loadPyodideOptions": start}
    kept = {f"{what}StorageName": f"reading-an-argument {what}" for what in _STORES}
    kept |= {f"{what}StorageDrivers": _KEPT_IN for what in _STORES} | {"enableMemoryStorage": True}
    page["jupyter-config-data"] |= kept | {"contentsAllJsonFile": "all.json", "litePluginSettings": {f"{_KERNEL}:kernel": kernel}}
    path.write_text(json.dumps(page), encoding="utf-8")


def _clear(folder: Path) -> None:
    """Take away what no lesson needs."""
    for pattern in (*_LEFT_OVER, "**/*.map"):
        for found in list(folder.glob(pattern)):
            shutil.rmtree(found) if found.is_dir() else found.unlink()


def _write_notebooks(folder: Path, notebooks: Mapping[str, Mapping[str, dict]]) -> None:
    """Write the notebooks, and the lists of them by which JupyterLite finds files."""
    names = {}
    for language, by_name in notebooks.items():
        (folder / "files" / language).mkdir(parents=True)
        names[language] = []
        for name, notebook in by_name.items():
            (folder / "files" / language / name).write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
            names[language].append(_entry(f"{language}/{name}", "notebook"))
    _write_list(folder, "", [_entry(language, "directory") for language in names])
    for language, found in names.items():
        _write_list(folder, language, found)


def _entry(path: str, kind: str, content: list | None = None) -> dict:
    """Return a file or folder as Jupyter's contents API describes it."""
    return {
        "name": path.rpartition("/")[2], "path": path, "type": kind, "content": content, "writable": True, "created": _WHEN,
        "last_modified": _WHEN, "mimetype": None, "format": "json" if content else None, "size": None,
    }  # fmt: skip


def _write_list(folder: Path, path: str, content: list[dict]) -> None:
    place = folder / "api" / "contents" / path
    place.mkdir(parents=True, exist_ok=True)
    (place / "all.json").write_text(json.dumps(_entry(path, "directory", content)), encoding="utf-8")


def _remember(folder: Path) -> None:
    """Let the browser keep what it has fetched, until there is another version of anything here."""
    worker = folder / "service-worker.js"
    version = fingerprint(b"".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())).decode()
    (folder / "version.txt").write_text(version, encoding="utf-8")
    ours = read_text(Path(__file__).with_name("cache.js")).replace("THIS-VERSION", version)
    worker.write_text(ours + read_text(worker), encoding="utf-8")
