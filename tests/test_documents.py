"""The READMEs: short at the door, every link leads somewhere, and what they name is there."""

import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from course.__main__ import _parser
from course.lessons import load_lessons

from .test_layers import OWNERS
from .test_setup import plain

ROOT = Path(__file__).parent.parent
MARKDOWN = sorted([*ROOT.glob("*.md"), *ROOT.glob("[!.]*/**/*.md")])  # not in .venv, where ten thousand files are
PAGES = {str(p.relative_to(ROOT)): p for p in MARKDOWN if not any(part.startswith(".") for part in p.relative_to(ROOT).parts)}
README = (ROOT / "README.md").read_text(encoding="utf-8")
CREDITS = {name: (ROOT / name / "README.md").read_text(encoding="utf-8").split("\n## Credits")[1] for name in ("course", "tests")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MODULES = {"yaml": "pyyaml", "fontTools": "fonttools"}  # modules that are called otherwise than their package


def prose(page: Path) -> str:
    """Return a page without its code."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.S)


def anchors(page: Path) -> set[str]:
    """Return where a link into a page can lead: its headings as GitHub writes them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_is_six_thousand_bytes_at_most_in_two_equal_halves():
    assert len(README.encode()) <= 6000
    chinese, english = (len(re.search(rf"^## {name}$(.*?)^## ", README, re.M | re.S)[1].encode()) for name in ("中文", "English"))
    assert 0.8 <= chinese / english <= 1.2


def test_both_halves_have_the_two_commands_and_lead_to_the_same_places():
    chinese, english = (re.search(rf"^## {name}$(.*?)^## ", README, re.M | re.S)[1] for name in ("中文", "English"))
    for half in (chinese, english):
        assert re.findall(r"^make (\w+)", half, re.M) == ["lab", "test"]
    assert sorted(re.findall(r"\]\(([^)]+)\)", chinese)) == sorted(re.findall(r"\]\(([^)]+)\)", english))


def test_the_readme_lists_the_lessons_as_they_are_planned():
    for lesson in load_lessons():
        row = f"| {lesson.id} | [{lesson.question.zh}](notebooks/{lesson.file}) {lesson.question.en} | {lesson.minutes} |"
        assert row in README, lesson.id


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_file_and_a_heading(name):
    page = PAGES[name]
    links = re.findall(r"\]\(([^)\s]+)[^)]*\)|(?:src|href)=\"([^\"]+)\"", prose(page))
    for link in (one or other for one, other in links):
        if "://" in link:
            continue
        path, _, heading = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{name} leads to {link}"
        target = target / "README.md" if target.is_dir() else target
        if heading and target.suffix == ".md":
            assert heading in anchors(target), f"{name} leads to {link}"


@pytest.mark.parametrize("name", PAGES)
def test_every_make_command_named_is_in_the_makefile(name):
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"(?:^|`)make (\w+)", PAGES[name].read_text(encoding="utf-8"), re.M)) <= targets


def test_every_command_of_the_classroom_is_one_of_the_course():
    page = (ROOT / "course" / "classroom" / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\| `(\w+) (?:文件夹|FOLDER|03)( --instructor)?`", page, re.M)
    chinese, english = commands[: len(commands) // 2], commands[len(commands) // 2 :]
    assert len(chinese) > 8 and chinese == english
    for command, option in commands:
        _parser().parse_args([command, "03", *option.split()])  # exits if there is no such command


def test_every_dependency_is_credited():
    extras = {dependency for extra in PROJECT["optional-dependencies"].values() for dependency in extra}
    for dependency in PROJECT["dependencies"]:
        assert re.search(rf"^\| {re.escape(plain(dependency))} ", CREDITS["course"], re.M), dependency
    for dependency in extras:
        assert re.search(rf"(?<![\w-]){re.escape(plain(dependency))}(?![\w-])", "".join(CREDITS.values())), dependency


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_a_credit_names_the_modules_that_use_the_library(library):
    row = re.search(rf"^\| {MODULES.get(library, library)} \|(.*?)\|", CREDITS["course"], re.M)
    if row is None:
        assert plain(library) not in {plain(d) for d in PROJECT["dependencies"]}  # Python's own, or come with another
        return
    named = {path.removesuffix(".py").replace("/", ".") for path in re.findall(r"`([\w/]+\.py)`", row[1])}
    assert named == OWNERS[library]
