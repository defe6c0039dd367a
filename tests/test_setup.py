"""One list of dependencies, held by three files; nothing in them names a registry or a machine."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.version import Version

from tests.needs import need_git

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HASHES = (ROOT / "hashes.txt").read_text(encoding="utf-8").splitlines()
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", name)[0]).lower()


def test_constraints_pin_name_and_version_and_each_name_once():
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.]*", line) for line in CONSTRAINTS)
    names = [plain(line) for line in CONSTRAINTS]
    assert len(names) == len(set(names))


def test_nothing_is_installed_that_makes_every_start_of_jupyterlab_seconds_longer():
    """From 4.25 on jsonschema, which JupyterLab brings, loads rfc3987-syntax: a grammar of addresses, built anew at each start."""
    assert not {"rfc3987-syntax", "lark"} & set(map(plain, CONSTRAINTS))


def test_other_programs_are_pinned_apart_and_are_no_dependency_of_ours():
    lines = (ROOT / "tests" / "exports" / "other-programs.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.]*", line) for line in lines)
    apart = {plain(line) for line in lines}
    assert len(apart) == len(lines) and apart >= {"anki", "arguebuf", "pyslet"}
    assert not apart & wanted_of_the_project()


def wanted_of_the_project() -> set[str]:
    extras = PROJECT["optional-dependencies"]
    return {plain(one) for one in PROJECT["dependencies"] + [one for extra in extras.values() for one in extra]}


def tools() -> set[str]:
    return {plain(one) for one in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]["tools"]}


def test_every_dependency_is_pinned():
    assert wanted_of_the_project() | tools() <= {plain(line) for line in CONSTRAINTS}


def test_every_pin_and_no_other_has_its_hashes_once():
    listed = [line for line in HASHES if line and not line.startswith("#")]
    shape = r"[\w.-]+==[\w.]+(?: ; [^#\\]+?)?(?: --hash=sha256:[0-9a-f]{64})+"
    assert all(re.fullmatch(shape, line) for line in listed)
    assert sorted(line.split()[0] for line in listed) == sorted(CONSTRAINTS)
    hashes = re.findall(r"sha256:(\w+)", "\n".join(listed))
    assert len(hashes) == len(set(hashes))
    assert not [line for line in CONSTRAINTS + HASHES if "//" in line or "@" in line]


def test_make_installs_what_is_under_each_heading_and_only_with_hashes():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    headings = re.findall(r"^# (.+)$", "\n".join(HASHES).split("\n\n", 1)[1], re.M)
    assert re.findall(r"\$\(call HASHED,([^,)]+)", makefile) == headings
    assert "--require-hashes --no-deps" in makefile and "--no-index --no-build-isolation --editable" in makefile


def test_the_table_of_dependencies_names_each_with_the_release_that_is_pinned():
    page = (ROOT / "tests" / "README.md").read_text(encoding="utf-8").split("\n## What the course stands on")[1].split("\n## ")[0]
    pins = {plain(line): line.split("==")[1] for line in CONSTRAINTS}
    for name in wanted_of_the_project() | tools():
        row = rf"^\| [^|]*\b{name}\**(?: \| [^|]+){{2}} \| {re.escape(pins[name])} \| \d{{4}}-\d\d-\d\d \| [^|]+ \|$"
        assert len(re.findall(row, page, re.M)) == 1, f"{name} {pins[name]}"


def test_nothing_is_installed_that_the_course_does_not_use():
    from importlib.metadata import packages_distributions

    used = {name for path in (ROOT / "course").rglob("*.py") for name in re.findall(r"^\s*(?:from|import) ([A-Za-z_]\w*)", path.read_text(encoding="utf-8"), re.M)}
    owners = {plain(owner) for name, found in packages_distributions().items() if name in used for owner in found}
    wanted = {plain(dependency) for dependency in PROJECT["dependencies"]}
    # The application, the ground that anywidget stands on, and a font, which is no code.
    assert wanted - owners == {"jupyterlab", "ipywidgets", "noto-cjk-sans-otc"}
    assert "noto_cjk_sans_otc" in (ROOT / "course" / "figures" / "fonts.py").read_text(encoding="utf-8").replace("-", "_")


def test_what_is_installed_here_is_what_is_pinned():
    from importlib.metadata import PackageNotFoundError, version

    for line in CONSTRAINTS:
        name, pinned = line.split("==")
        try:
            # A package may write its own version another way: 25.02.7 is 25.2.7.
            assert Version(version(name)) == Version(pinned), name
        except PackageNotFoundError:
            continue  # pinned for another system


def test_environment_yml_installs_the_package_itself_and_lists_nothing_twice():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *conda, last = environment["dependencies"]
    assert [plain(c) for c in conda] == ["python", "pip"]
    assert last == {"pip": ["-c constraints.txt", "-e ."]}
    python = re.search(r"python=(3\.\d+)", conda[0])[1]
    assert tuple(map(int, python.split("."))) >= (3, 11)


def test_the_makefile_installs_by_the_same_two_files():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "--constraint constraints.txt" in makefile and "--editable '.$(1)'" in makefile
    assert not re.search(r"pip install\s+[a-z]", makefile)


def tracked() -> list[Path]:
    need_git(ROOT)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def test_no_file_names_a_registry_or_a_path_of_a_machine():
    # Written in pieces, so that this file does not name them either.
    hosts = "|".join(["py" + r"pi\.", "pyth" + "onhosted", "npm" + r"js\.", "debi" + r"an\.org", "index" + "-url"])
    machine = re.compile(rf"{hosts}|(?<![\w.])/(?:root|home/\w+|Users/\w+|work)/")
    for path in tracked():
        if path.suffix in {".png", ".svg"}:
            continue
        text = re.sub(r"base64,[A-Za-z0-9+/=]+", "", path.read_text(encoding="utf-8"))
        assert not machine.search(text), f"{path.name}: {machine.search(text)[0]}"


def test_the_top_level_is_the_one_agreed():
    allowed = {"notebooks", "course", "data", "tests", "environment.yml", "README.md", "pyproject.toml", "constraints.txt", "hashes.txt", "Makefile", "CONTRIBUTING.md", "LICENSE"}
    tops = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {top for top in tops if not top.startswith(".")} <= allowed


SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
# Starts a server as far as its extensions, and says which hooks it calls before a notebook is written.
START = """
import sys
from jupyter_server.serverapp import ServerApp
if sys.argv.pop() == "gone":
    sys.modules["course"] = None  # what Python does with a package that is not there
server = ServerApp()
server.initialize(["--allow-root", "--port=0"], find_extensions=True, new_httpserver=False)
print([f"{hook.__module__}.{hook.__name__}" for hook in server.contents_manager._pre_save_hooks])
"""


def test_installing_takes_the_place_of_no_file_that_belongs_to_another():
    name = PROJECT["name"]
    files = {f"etc/jupyter/jupyter_server_config.d/{name}.json", f"share/jupyter/lab/settings/overrides.d/{name}.json"}
    assert set(SETTINGS.values()) == files | {f"share/jupyter/labextensions/{name}"}  # a folder of our own
    assert all((ROOT / file).exists() for file in SETTINGS)


def test_jupyterlab_reads_our_settings_and_asks_nothing(tmp_path):
    from jupyterlab_server.settings_utils import _get_overrides

    file, place = next(pair for pair in SETTINGS.items() if "overrides" in pair[1])
    target = tmp_path / Path(place).relative_to("share/jupyter/lab/settings")
    target.parent.mkdir()
    shutil.copyfile(ROOT / file, target)
    found, error = _get_overrides(str(tmp_path))
    assert not error and found["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


@pytest.mark.parametrize("course", ["here", "gone"])
def test_a_server_keeps_the_page_and_starts_without_the_course_too(course, tmp_path):
    file, place = next(pair for pair in SETTINGS.items() if "server_config" in pair[1])
    target = tmp_path / "config" / Path(place).relative_to("etc/jupyter")
    target.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / file, target)
    # Only this configuration: not that of the environment the tests run in, nor that of the account.
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "run", "JUPYTER_DATA_DIR": "data", "HOME": "."}
    environment = os.environ | {name: str(tmp_path / folder) for name, folder in places.items()} | {"PYTHONPATH": str(ROOT)}
    start = f"import jupyter_core.paths as paths\npaths.ENV_CONFIG_PATH = paths.SYSTEM_CONFIG_PATH = []\n{START}"
    done = subprocess.run([sys.executable, "-c", start, course], capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ("['course.lessons.saving.before_saving']" if course == "here" else "[]")
    assert "course.lessons.saving" in done.stderr and ("could not be found" in done.stderr) == (course == "gone")
