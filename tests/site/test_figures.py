"""Figures in the browser: a saved picture at once; drawn there when the reader asks, with what Pyodide's own address has.

What is at that address cannot be had here: other wheels stand for it, which shows what is asked for and what is done
with it, and not that matplotlib draws.
"""

import hashlib
import io
import json
import zipfile

import pytest
from fontTools.ttLib import TTFont

from course.base import DATA

from .conftest import served, write_anew
from .visitor import CODE, CURRENT, PATIENCE, errors, open_live, visitor

FIGURES = DATA.parent / "course" / "figures"  # its charts say words and signs of their own, such as an arrow
LESSON = "07-side-by-side.ipynb"
STAND_IN = "def __getattr__(name):\n    raise ModuleNotFoundError('a stand-in')\n"
SEEN = f"() => {CURRENT}.content.node.querySelectorAll('.course-draw').length"


def lock(site) -> dict:
    return json.loads((site / "live" / "static" / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]


def elsewhere_in(site) -> dict:
    return {name: package for name, package in lock(site).items() if "://" in package["file_name"]}


def test_only_what_draws_is_elsewhere_and_nothing_imports_it_by_itself(site):
    found = elsewhere_in(site)
    assert {"matplotlib", "wordcloud", "numpy", "pillow", "fonttools"} <= set(found)
    assert len({package["file_name"].rpartition("/")[0] for package in found.values()}) == 1
    assert all(len(package["sha256"]) == 64 and package["imports"] == [] for package in found.values())
    assert {need for package in found.values() for need in package["depends"]} <= set(found)


def test_the_font_for_figures_has_every_character_of_the_course_and_the_common_ones(site):
    with zipfile.ZipFile(site / "live" / "static" / "pyodide" / "font.zip") as packed:
        (name,) = packed.namelist()
        known = TTFont(io.BytesIO(packed.read(name))).getBestCmap()
    texts = "".join(path.read_text(encoding="utf-8") for path in DATA.rglob("*.yaml"))
    han = {c for c in texts if "\u4e00" <= c <= "\u9fff"} | set("种树遮阴街猫书")
    signs = set("".join(path.read_text(encoding="utf-8") for path in FIGURES.iterdir() if path.suffix in (".py", ".toml"))) - set("\n")
    assert [c for c in sorted(han | signs) if ord(c) not in known and not c.isspace()] == []


def wheel(name: str) -> bytes:
    """Return a wheel with one module that has nothing in it."""
    made, about = io.BytesIO(), f"{name}-1.0.dist-info"
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr({"fonttools": "fontTools"}.get(name, name) + ".py", STAND_IN)
        packed.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        packed.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        packed.writestr(f"{about}/RECORD", "")
    return made.getvalue()


@pytest.fixture
def wheels(published) -> dict[str, bytes]:
    """What stands at Pyodide's own address instead, by address; the site's list has its hashes."""
    path = published / "live" / "static" / "pyodide" / "pyodide-lock.json"
    whole, made = json.loads(path.read_text(encoding="utf-8")), {}
    for name in elsewhere_in(published):
        package = whole["packages"][name]
        made[package["file_name"]] = wheel(name)
        package["sha256"] = hashlib.sha256(made[package["file_name"]]).hexdigest()
    write_anew(path, json.dumps(whole))
    return made


def test_a_figure_is_drawn_here_only_when_asked_for_and_what_cannot_be_had_is_said(published, wheels, browser):
    asked = []
    with served(published) as address:
        context = visitor(browser, address, asked)
        page = open_live(context, address, LESSON)
        saved = page.evaluate(SEEN)
        assert saved > 0 and asked == [] and page.locator("img.course-figure[src*='/figures/']").count() >= saved

        draw = page.locator("button.course-draw").first
        draw.evaluate("node => node.click()")  # its result may be folded
        page.wait_for_function("() => document.querySelector('.course-draw').textContent.startsWith('没有下载下来')", timeout=PATIENCE)
        assert set(asked) == set(wheels) and errors(page) == []

        context.route(lambda url: url in wheels, lambda route: route.fulfill(
            body=wheels[route.request.url], content_type="application/zip", headers={"Access-Control-Allow-Origin": "*"}))  # fmt: skip
        before = page.evaluate(f"() => Math.max(...{CODE}.map(cell => cell.executionCount))")
        draw.evaluate("node => node.click()")
        page.wait_for_function(f"n => Math.max(...{CODE}.map(cell => cell.executionCount)) >= n", arg=before + saved, timeout=PATIENCE)
        context.close()
