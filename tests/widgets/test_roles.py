"""Roles guessed before they are shown: nothing tells them before, all of it shows after, and the choice is kept."""

import re

import pytest

import course
from course.progress.log import open_progress
from course.reading import load_annotations
from course.text import passage

OURS = {a.at: a.label.id for a in load_annotations("B").labelled("role") if a.whole}


def send(reader, place: str, role: str) -> None:
    reader._receive(None, {"kind": "role", "place": place, "role": role}, [])


def roles_in(html: str) -> list[str]:
    return re.findall(r'data-layer="role" data-label="(\w+)"', html)


def test_before_a_guess_neither_the_passage_nor_a_card_tells_a_role():
    reader = course.read("B03", guess=True)
    assert reader.unguessed == [s.id for s in passage("B03").sentences] and reader.guessed == {}
    assert roles_in(reader.html) == [] and "course-gist" not in reader.html
    assert not [name for name in reader.cards if name.startswith(("label:role", "label:evidence", "place:"))]
    assert len(reader.roles) == 10 and passage("B03").sentences[0].text[:6] in re.sub(r"<[^>]*>", "", reader.html)


def test_each_guess_shows_that_sentence_and_the_last_one_all_that_the_reader_shows():
    reader, plain = course.read("B03", guess=True), course.read("B03")
    send(reader, "B03.2", "evidence")
    assert roles_in(reader.html) == [OURS["B03.2"]] and "B03.2" not in reader.unguessed and "place:B03.2" in reader.cards
    assert "论据" in reader.guessed["B03.2"]
    for sentence in passage("B03").sentences:
        send(reader, sentence.id, OURS[sentence.id])
    assert reader.html == plain.html and reader.cards == plain.cards and reader.unguessed == []
    assert "我们也这样读" in reader.guessed["B03.1"] and "想想" in reader.guessed["B03.2"]  # the first choice stands


def test_a_guess_is_kept_and_there_again_after_a_restart():
    send(course.read("B03", guess=True), "B03.1", "premise")
    assert open_progress().latest("role-B03-1", "after").response == "premise"
    again = course.read("B03", guess=True)
    assert "B03.1" not in again.unguessed and roles_in(again.html) == [OURS["B03.1"]]


@pytest.mark.parametrize("bad", [("B03.1", "hero"), ("B09.1", "claim"), ("A01.1", "claim"), ("", "")])
def test_what_is_no_guess_is_not_kept(bad):
    reader = course.read("B03", guess=True)
    send(reader, *bad)
    assert reader.guessed == {} and open_progress().attempts() == []


def test_without_a_kernel_ours_is_folded_below():
    bare, folded = course.read("B03", guess=True)._repr_html_().split("<details><summary>每句选好", 1)
    assert roles_in(bare) == [] and len(roles_in(folded)) == 9  # B03 has a sentence with two
    assert course.read("B03", guess=True)._record == course.read("B03")._record
