"""What was settled cannot come back unseen: each case of data/rulings.yaml is broken and named."""

import copy

import pytest

from course.base import DATA, DataError, read_text, read_yaml
from course.reading import rulings
from course.text import Sentence, passage

ROLES, RULINGS = rulings.load_rulings()


def cases(verb: str) -> list:
    return [pytest.param(r, *named, id=f"{r.id}: {named[1]}") for r in RULINGS for case in getattr(r, verb) for named in rulings._named(case)]


def data_of(ruling) -> dict:
    return copy.deepcopy(read_yaml(read_text(DATA / ruling.file), DATA / ruling.file))


def entries(data: dict, key: str, name) -> list[dict]:
    return [e for e in rulings._entries(data) if e.get(key) == name]


def refused(ruling, data: dict) -> str:
    with pytest.raises(DataError) as error:
        rulings.hold(ruling, data)
    assert f"data/{ruling.file}, entry " in str(error.value) and f"(data/rulings.yaml, {ruling.id})" in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(("ruling", "key", "name", "values"), cases("some"))
def test_what_has_to_be_there_is_missed_when_it_is_gone_and_when_it_is_otherwise(ruling, key, name, values):
    data = data_of(ruling)
    for entry in entries(data, key, name):
        entry[key] = "another"
    assert f"entry {name}, field {key}" in refused(ruling, data)
    for field in values:
        data = data_of(ruling)
        for entry in entries(data, key, name):
            entry.update(dict.fromkeys(entry.keys() - {"id", "at", "kind", "also"}, "…") if field == "says" else {field: []})
        assert field in refused(ruling, data) or field == "says"


@pytest.mark.parametrize(("ruling", "key", "name", "values"), cases("none"))
def test_what_was_taken_out_is_named_when_it_comes_back(ruling, key, name, values):
    data = data_of(ruling)
    data["annotations"].append({"id": "back-again", key: name, **values})
    assert "entry back-again, field" in refused(ruling, data)


@pytest.mark.parametrize(("ruling", "key", "name", "values"), cases("never"))
def test_words_that_were_taken_out_are_named_where_they_come_back(ruling, key, name, values):
    nothing = data_of(ruling)
    for entry in entries(nothing, key, name):
        entry[key] = "another"
    with pytest.raises(DataError, match=f"data/rulings.yaml, entry {ruling.id}, field never: .* has no entry with {key}: {name}"):
        rulings.hold(ruling, nothing)
    for words in values["words"]:
        data = data_of(ruling)
        entries(data, key, name)[0]["note"] = {"zh": "好。", "en": f"So it {words.upper()} again."}
        assert f"entry {entries(data, key, name)[0].get('id', name)}, field note.en: says “{words}”" in refused(ruling, data)


@pytest.mark.parametrize("one", ROLES, ids=lambda one: one.id)
def test_rulings_on_roles_speak_of_sentences_and_other_roles_are_refused(one, monkeypatch):
    assert all(isinstance(passage(place), Sentence) for place in one.at)
    monkeypatch.setattr(rulings, "load_rulings", lambda: ((rulings.Roles(one.id, one.why, one.at, ["background"]),), ()))
    with pytest.raises(DataError, match=rf"data/annotations/[AB]\.yaml, entry {one.at[0]}, field role: .*settled as"):
        rulings.check_rulings()
