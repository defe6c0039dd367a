"""What Python needs in the browser, as few files as can be: the course and its packages in one zip, the rest on demand.

All packages are those installed here, which `make` took by their hashes: what is not pure Python in them has a pure
form beside it. Only msgspec has none; its wheel for the browser comes by hash too (see the Makefile).
"""

import hashlib
import json
import os
import shutil
import string
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...base import DATA
from ...figures import FONT_PACKAGE, chinese_font
from ...lessons import NOTEBOOKS
from ..page import characters_of_the_course, cut_font

COURSE = DATA.parent / "course"
# What a lesson imports. IPython can do without its prompt (prompt_toolkit) and without jedi, which completes code.
PACKAGES = (
    "ipython", "traitlets", "comm", "pygments", "ipython-pygments-lexers", "matplotlib-inline", "stack-data", "asttokens", "executing",
    "pure-eval", "typing-extensions", "anywidget", "ipywidgets", "psygnal", "markupsafe", "platformdirs", "pyyaml", "fsrs",
    "genanki", "cached-property", "frozendict", "chevron",
)  # fmt: skip
_LEFT_OUT = ("*/tests/*", "*/test/*", "*/sboms/*", "IPython/external/*", "ipywidgets/*.js", "anywidget/nbextension/*")
_LEXERS = {"__init__", "_mapping", "python", "special", "_builtins"}  # of pygments: enough to show where Python failed
LATER = {
    "jieba.zip": ("jieba/__init__.py", "jieba/_compat.py", "jieba/dict.txt", "jieba/finalseg/*.py"),
    "jieba-posseg.zip": ("jieba/posseg/*.py",),
}
_ROOMS_LEFT_OUT = ("classroom", "jupyter")  # no lesson opens them
_DATA_LEFT_OUT = ("teaching", "README.md", "STYLE.md", "prose-review.md")
PRELOADED = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")  # JupyterLite asks for these by name
DRAWS = ("matplotlib", "wordcloud")  # what figures are drawn with: Pyodide's own packages, from its own address, when asked for
KEPT = "kept"  # a folder of the zip: the course's cache, so that no YAML is read in the browser


def write_zips(folder: Path, kernel: Path, pictures: dict[str, int]) -> None:
    """Write the course and its packages, and apart from them what few cells need, as zips into `folder`.

    `kernel` holds the wheels that JupyterLite's kernel brings, `pictures` the widths of the saved pictures.
    """
    with TemporaryDirectory() as cache, _zip(folder / "course.zip") as bundle:
        files = {**dict(_packages()), **dict(_course()), **_remembered(Path(cache))}
        for name, path in sorted(files.items()):
            bundle.writestr(ZipInfo(name), path.read_bytes(), ZIP_DEFLATED)
        lines = "".join(f"{name} {width}\n" for name, width in sorted(pictures.items()))
        bundle.writestr(ZipInfo("course/figures/pictures.txt"), lines, ZIP_DEFLATED)
        for name, content in (*_of_the_kernel(kernel), *_outlines()):
            bundle.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    for name, patterns in LATER.items():
        with _zip(folder / name) as later:
            for file in distribution("jieba").files:
                if any(PurePosixPath(file).match(pattern) for pattern in patterns):
                    later.writestr(ZipInfo(file.as_posix()), Path(file.locate()).read_bytes(), ZIP_DEFLATED)
    _zip(folder / "nothing.zip").close()
    with _zip(folder / "font.zip") as font:
        font.writestr(ZipInfo(f"{KEPT}/reading-an-argument/{chinese_font().name}"), cut_font(chinese_font(), _to_draw()), ZIP_DEFLATED)


def _zip(path: Path) -> ZipFile:
    return ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9)


def _to_draw() -> set[str]:
    """Return the characters that figures can have: those of the course, and the common ones of one's own texts."""
    common = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (high, low))  # GB 2312, level 1
    return characters_of_the_course() | set(common.decode("gb2312", "ignore") + string.printable)


def write_lock(folder: Path, wheel: Path, public: str) -> None:
    """Write the list by which Pyodide finds packages, and the one wheel that is not pure Python.

    The zip stands under the first name that JupyterLite asks for, nothing under the others. Packages that draw stand there
    with their hashes and `public`, the address where Pyodide's own are; nothing imports them by itself.
    """
    shutil.copyfile(wheel, folder / wheel.name)
    path = folder / "pyodide-lock.json"
    first, *others = PRELOADED
    packages = [_package(folder, "msgspec", wheel.name, ["msgspec"]), _package(folder, first, "course.zip", ["course"], ["msgspec"])]
    packages += [_package(folder, name, "nothing.zip", [], [first]) for name in others]
    packages.append(_package(folder, FONT_PACKAGE, "font.zip", []))
    lock = json.loads(path.read_text(encoding="utf-8"))
    found = {package["name"]: package for package in packages}
    for name, known in _with_needs(lock["packages"], DRAWS).items():
        found[name] = known | {"file_name": public + known["file_name"], "imports": []}
    path.write_text(json.dumps(lock | {"packages": found}, indent=1), encoding="utf-8")


def _with_needs(known: dict[str, dict], names: Iterable[str]) -> dict[str, dict]:
    """Return these packages and all they need, by the names they need each other by."""
    found, wanted = {}, list(names)
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = known[name]
            wanted += known[name]["depends"]
    return found


def _packages() -> Iterator[tuple[str, Path]]:
    """Yield the name in the zip and the path of every file of the packages that is pure Python, and their versions."""
    for package in PACKAGES:
        for file in distribution(package).files or ():
            name = PurePosixPath(file.as_posix())
            wanted = name.suffix in (".py", ".json") or name.name == "METADATA"
            if not wanted or ".." in name.parts or any(name.match(pattern) for pattern in _LEFT_OUT):
                continue
            if name.parts[:2] == ("pygments", "lexers") and name.stem not in _LEXERS:
                continue
            yield str(name), Path(file.locate())


def _course() -> Iterator[tuple[str, Path]]:
    """Yield the rooms a lesson uses and the data it reads."""
    for top, left_out in ((COURSE, _ROOMS_LEFT_OUT), (DATA, _DATA_LEFT_OUT)):
        for path in sorted(top.rglob("*")):
            inside = path.relative_to(top)
            if path.is_file() and inside.parts[0] not in left_out and "__pycache__" not in inside.parts:
                yield f"{top.name}/{inside.as_posix()}", path


def _outlines() -> Iterator[tuple[str, bytes]]:
    """Yield the notebooks without what they show: the panel of progress looks into them for steps and what each asks."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for output in (output for cell in notebook["cells"] for output in cell.get("outputs", ())):
            output["data"] = {}
        yield f"notebooks/{path.name}", json.dumps(notebook, ensure_ascii=False).encode()


def _remembered(folder: Path) -> dict[str, Path]:
    """Return what the course would work out from its files when first used, worked out here, in an empty folder."""
    code = "import course, course.check, course.widgets; from course import exports, figures; list(course.check.check_data())"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=COURSE.parent, env=os.environ | {"XDG_CACHE_HOME": str(folder)})
    return {f"{KEPT}/{path.relative_to(folder).as_posix()}": path for path in folder.rglob("*.kept")}


def _of_the_kernel(wheels: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the modules of JupyterLite's kernel, and empty ones for what it only asks for: nobody installs anything here."""
    for wheel in (next(wheels.glob("pyodide_kernel-*.whl")), next(wheels.glob("ipykernel-*.whl"))):
        with ZipFile(wheel) as opened:
            for name in opened.namelist():
                if name.endswith(".py"):
                    yield name, opened.read(name)
    yield "micropip/__init__.py", b""
    yield "piplite/__init__.py", b""
    yield "piplite/piplite.py", b""


def _package(folder: Path, name: str, file: str, imports: Iterable[str], depends: Iterable[str] = ()) -> dict:
    digest = hashlib.sha256((folder / file).read_bytes()).hexdigest()
    return {
        "name": name, "version": "0", "file_name": file, "sha256": digest, "imports": list(imports), "depends": list(depends),
        "install_dir": "site", "package_type": "package", "unvendored_tests": False,
    }  # fmt: skip
