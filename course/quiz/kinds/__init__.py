"""Every kind of question: one module for each kind, or for a family of kinds, and nothing about it anywhere else.

A module in this folder names its kinds in KINDS; it is found by being here. The piece of script that draws a kind
stands in widgets/quiz/kinds/, under the name the kind gives as `script`. CONTRIBUTING.md shows how to add one.
"""

from importlib import import_module
from pkgutil import iter_modules

from ..item import Item

KINDS: dict[str, type[Item]] = {}
for _found in iter_modules(__path__):
    KINDS |= import_module(f".{_found.name}", __name__).KINDS
