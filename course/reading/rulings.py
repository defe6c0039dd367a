"""What was settled once: labels, steps, questions and words that data/ has to have, or may not have."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from ..base import DATA, list_records, problem, read_text, read_yaml
from ..text import Sentence
from .annotation import load_annotations
from .places import checked_passage

_Case = Annotated[dict[str, str | list[str]], msgspec.Meta(min_length=1)]
_Whole = Annotated[dict[str, str | list[str]], msgspec.Meta(min_length=2)]  # an entry and something about it


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The roles of sentences that are alike, the main one first, and the rule of the guideline that says so."""

    id: str
    why: str
    at: list[str]
    roles: list[str]
    guideline: str = ""


class Ruling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one file has to have (`some`), may not have (`none`), and may not say (`never`). The first field of a case
    names the entry, or several of them."""

    id: str
    file: str
    why: str
    some: list[_Case] = []
    none: list[_Whole] = []
    never: list[_Whole] = []


@cache
def load_rulings() -> tuple[tuple[Roles, ...], tuple[Ruling, ...]]:
    """Return what was settled of roles, and of everything else; raises DataError."""
    return read_rulings(DATA / "rulings.yaml")


def read_rulings(path: Path) -> tuple[tuple[Roles, ...], tuple[Ruling, ...]]:
    """Return what one file has settled; raises DataError."""
    data = read_yaml(read_text(path), path)
    roles = list_records(data, path, "roles", Roles, head=("rulings",))
    rulings = list_records(data, path, "rulings", Ruling, head=("roles",))
    for one in roles:
        for place in one.at:
            if not isinstance(checked_passage(path, one.id, "at", place), Sentence):
                raise problem(path, one.id, "at", f"{place}: name a sentence (A03.4)")
    for ruling in rulings:
        if any(not isinstance(case.get("words"), list) for case in ruling.never):
            raise problem(path, ruling.id, "never", "name the words, as in {id: …, words: […]}")
    return tuple(roles), tuple(rulings)


def check_rulings() -> int:
    """Raise DataError for the first entry that goes against what was settled; return how many rulings there are."""
    roles, rulings = load_rulings()
    for one in roles:
        _hold_roles(one)
    for ruling in rulings:
        hold(ruling, read_yaml(read_text(DATA / ruling.file), DATA / ruling.file))
    return len(roles) + len(rulings)


def _hold_roles(one: Roles) -> None:
    for place in one.at:
        noted = load_annotations(place[0]).at(place)
        own = [a.label.id for a in noted if a.whole and a.label.layer == "role"]
        if own != one.roles:
            path = DATA / "annotations" / f"{place[0]}.yaml"
            raise problem(path, place, "role", f"is {own}, settled as {one.roles}: {_because(one)}")
    if one.guideline:
        _hold_guideline(one, DATA / "annotations" / "README.md")


def _hold_guideline(one: Roles, path: Path) -> None:
    """Raise DataError unless the guideline names these sentences, in one bracket, in the rule that is theirs."""
    _, _, rules = read_text(path).partition("\n## Rulings made after the second reading")
    rule = re.search(rf"^{re.escape(one.guideline)}\. .*?(?=^\d+\. |\Z)", rules, re.M | re.S)
    if rule is None or f"({', '.join(one.at)})" not in rule[0]:
        raise problem(path, f"rule {one.guideline}", "places", f"has to name ({', '.join(one.at)}): {_because(one)}")


def hold(ruling: Ruling, data: dict) -> None:
    """Raise DataError where the data of the ruling's file goes against it."""
    entries = list(_entries(data))
    for case in ruling.some:
        for key, name, rest in _named(case):
            _hold_some(ruling, [e for e in entries if e.get(key) == name], (key, name), rest)
    for case in ruling.none:
        for key, name, rest in _named(case):
            if found := next((e for e in entries if e.get(key) == name and _wrong(e, rest) is None), None):
                what = f"is {rest} again: {_because(ruling)}"
                raise problem(DATA / ruling.file, found.get("id", name), [*rest][-1], what)
    for case in ruling.never:
        for key, name, rest in _named(case):
            _hold_never(ruling, [e for e in entries if e.get(key) == name], f"{key}: {name}", rest["words"])


def _hold_never(ruling: Ruling, entries: list[dict], named: str, words: list[str]) -> None:
    if not entries:
        raise problem(DATA / "rulings.yaml", ruling.id, "never", f"data/{ruling.file} has no entry with {named}")
    for entry in entries:
        for field, text in _texts(entry):
            if word := next((w for w in words if w.lower() in text.lower()), None):
                name = str(entry.get("id", entry.get("at")))
                raise problem(DATA / ruling.file, name, field, f"says “{word}”: {_because(ruling)}")


def _hold_some(ruling: Ruling, entries: list[dict], named: tuple, rest: _Case) -> None:
    wrong = [_wrong(entry, rest) for entry in entries]
    if None in wrong:
        return
    path, (key, name) = DATA / ruling.file, named
    if not entries:
        raise problem(path, str(name), key, f"no entry has it: {_because(ruling)}")
    if key == "at":  # many entries stand at a place; which of them should have been the one nobody knows
        raise problem(path, str(name), key, f"none of the entries there has {rest}: {_because(ruling)}")
    field, what = wrong[0]
    raise problem(path, str(entries[0].get("id", name)), field, f"{what}: {_because(ruling)}")


def _named(case: _Case) -> Iterator[tuple[str, str | list[str], _Case]]:
    """Yield the field and the value that name an entry, and the rest of the case, for each entry it names."""
    (key, names), *rest = case.items()
    for name in names if isinstance(names, list) and key != "from" else [names]:
        yield key, name, dict(rest)


def _wrong(entry: dict, values: _Case) -> tuple[str, str] | None:
    """Return the first field of an entry that is not as it should be, and what is wrong with it; None for none."""
    for field, value in values.items():
        if field == "says":
            said = "\n".join(text for _, text in _texts(entry))
            if missing := [words for words in value if words not in said]:
                return "its words", f"has nothing of “{missing[0]}”"
        elif isinstance(value, list):
            if missing := set(value) - set(entry.get(field, ())):
                return field, f"lacks {', '.join(sorted(missing))}"
        elif entry.get(field) != value:
            return field, f"is {entry.get(field, 'not there')}, settled as {value}"
    return None


def _because(one: Roles | Ruling) -> str:
    return f"{one.why} (data/rulings.yaml, {one.id})"


def _entries(data: object) -> Iterator[dict]:
    """Yield every mapping in a file, from the outermost to the innermost."""
    for part in data if isinstance(data, list) else data.values():
        if isinstance(part, dict):
            yield part
        if isinstance(part, dict | list):
            yield from _entries(part)


def _texts(entry: dict, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of an entry with its field, as `note.en`."""
    for name, value in entry.items():
        here = f"{field}.{name}".strip(".")
        if isinstance(value, dict):
            yield from _texts(value, here)
        elif isinstance(value, str):
            yield here, value
