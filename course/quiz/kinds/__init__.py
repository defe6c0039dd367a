"""Every kind of question: one module for each kind, or for a family of kinds, and nothing about it anywhere else.

A module in this folder names its kinds in KINDS; it is found by being here. The piece of script that draws a kind
stands in widgets/quiz/kinds/, under the name the kind gives as `script`. CONTRIBUTING.md shows how to add one.
"""

from importlib import import_module
from pathlib import Path

from ..item import Item

KINDS: dict[str, type[Item]] = {}
for _path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    KINDS |= import_module(f".{_path.stem}", __name__).KINDS
