"""Writes hashes.txt, from which make installs: what each stage needs, and the SHA-256 of every file that may serve.

    .venv/bin/python -m tests.supply_chain

Run it after a change of pyproject.toml or constraints.txt. It needs the network and uv (pip install uv), which resolves
for all systems and Pythons at once. It prints the day of each pinned release, for the table in tests/README.md.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
# What each stage takes in, as options of uv; a stage lists what the ones before it do not.
TOOLS = ["--group", "tools"]
STAGES = {
    "the course": ["pyproject.toml"],
    "the hub": ["pyproject.toml", "--extra", "hub"],
    "the tests": ["pyproject.toml", "--extra", "hub", "--extra", "test"],
    "the bench": ["pyproject.toml", "--extra", "hub", "--extra", "test", "--extra", "bench"],
    "the site": ["pyproject.toml", "--extra", "hub", "--extra", "test", "--extra", "bench", "--extra", "site"],
}
HEAD = """\
# Written by tests/supply_chain.py, for make; conda and Binder read constraints.txt. What is "built" has no wheel:
# make builds it with the tools, which are checked before. A file that is not listed here is not installed."""


def plain(name: str) -> str:
    """Return a package's name in the one spelling by which two can be compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def resolved(options: list[str]) -> dict[str, dict]:
    """Return what uv says these options need, pinned by constraints.txt: the package and its files, by name."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "pylock.toml"
        command = ["uv", "pip", "compile", *options, "--constraint", "constraints.txt", "--universal"]
        command += ["--python-version", "3.11", "--format", "pylock.toml", "--output-file", str(out), "--quiet"]
        subprocess.run(command, cwd=ROOT, check=True)
        return {package["name"]: package for package in tomllib.loads(out.read_text(encoding="utf-8"))["packages"]}


def files(package: dict) -> list[dict]:
    return package.get("wheels", []) + [package[key] for key in ("sdist", "archive") if key in package]


def line(package: dict, pins: dict[str, str]) -> str:
    """Return a line for pip: the name and version as pinned, where it is needed, and the hash of every file."""
    marker = f" ; {package['marker']}" if "marker" in package else ""
    hashes = sorted(file["hashes"]["sha256"] for file in files(package))
    return " ".join([pins[package["name"]] + marker, *(f"--hash=sha256:{one}" for one in hashes)])


def sections(tools: dict[str, dict], stages: dict[str, dict[str, dict]]) -> dict[str, list[dict]]:
    """Return the packages under each heading of hashes.txt, none twice.

    A package stands with the marker of the last stage: it covers the earlier ones.
    """
    *_, last = stages.values()
    found = {"the tools": list(tools.values())}
    listed = set(tools)
    for stage, packages in stages.items():
        new = [last[name] for name in packages if name not in listed]
        found[f"built for {stage}"] = [package for package in new if "wheels" not in package]
        found[stage] = [package for package in new if "wheels" in package]
        listed |= set(packages)
    return {heading: packages for heading, packages in found.items() if packages}


def main() -> None:
    if not shutil.which("uv"):
        sys.exit("This needs uv: pip install uv")
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {plain(pin.split("==")[0]): pin for pin in constraints}
    found = sections(resolved(TOOLS), {stage: resolved(options) for stage, options in STAGES.items()})
    names = {package["name"] for packages in found.values() for package in packages}
    if names != set(pins):
        sys.exit(f"constraints.txt pins what is not needed, or not all that is: {', '.join(sorted(names ^ set(pins)))}")
    blocks = ["\n".join([f"# {heading}", *(line(p, pins) for p in packages)]) for heading, packages in found.items()]
    (ROOT / "hashes.txt").write_text("\n\n".join([HEAD, *blocks]) + "\n", encoding="utf-8")
    for package in sorted((p for packages in found.values() for p in packages), key=lambda p: p["name"]):
        print(pins[package["name"]], min(f"{file['upload-time']:%Y-%m-%d}" for file in files(package)))


if __name__ == "__main__":
    main()
