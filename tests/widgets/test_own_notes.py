"""A learner's own notes in the reader, in their list, in reviews and in what is taken away: kept, escaped, and no more than asked for."""

import io
import json
import re
import sqlite3
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

import course
from course.base import use_language
from course.lessons import NOTEBOOKS
from course.progress import Note, keep_note, notes_at, open_progress, progress_folder
from course.text import load_essay, passage
from course.widgets.notes.notes import MOST
from course.widgets.quiz import review as sittings

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"


def send(widget, **content) -> None:
    widget._receive(None, content, [])


def reader_of(place: str = "A03"):
    reader = course.read(place)
    send(reader, kind="own")
    return reader


def at(quote: str, place: str = "A03.3") -> dict:
    start = passage(place).text.index(quote)
    return {"place": place, "start": start, "end": start + len(quote)}


def filled(reader) -> None:
    """Keep one of each kind, with text that is HTML wherever there is text."""
    send(reader, kind="keep", n=1, what="highlight", **at("科技实力"))
    send(reader, kind="keep", n=2, what="word", text=HOSTILE, **at("飞跃"))
    send(reader, kind="keep", n=3, what="note", place="A03.3", text=HOSTILE)
    send(reader, kind="keep", n=4, what="question", text=HOSTILE, **at("飞跃"))
    send(reader, kind="keep", n=5, what="label", place="A03.3", ours="role/concession", label="role/background", text=HOSTILE)


def files_of(widget, kind: str) -> list[bytes]:
    sent = []
    widget.send = lambda content, buffers: sent.extend(buffers)
    send(widget, kind=kind)
    return sent


def anki_fields(package: bytes, folder) -> list[list[str]]:
    path = folder / "collection.anki2"
    path.write_bytes(zipfile.ZipFile(io.BytesIO(package)).read("collection.anki2"))
    with sqlite3.connect(path) as connection:
        found = [row[0].split("\x1f") for row in connection.execute("SELECT flds FROM notes")]
    connection.close()
    return found


def test_showing_a_passage_opens_no_record_and_tells_nothing_of_ones_own():
    course.read("A03")._repr_mimebundle_()
    assert not progress_folder().exists()
    filled(reader_of())
    assert "alert" not in str(course.read("A03")._repr_mimebundle_())


def test_what_is_kept_in_one_reader_shows_in_every_reader_and_list_of_this_kernel():
    first, second, elsewhere, listed = reader_of(), reader_of("A"), reader_of("A04"), course.my_notes()
    send(listed, kind="own")
    filled(first)
    assert [n["kind"] for n in first.own] == [n["kind"] for n in second.own if n["place"] == "A03.3"] == [n["kind"] for n in listed.own]
    assert elsewhere.own == [] and "科技实力" in listed.html and first.kept == {"n": 5, "notice": ""}
    gone = first.own[0]
    send(listed, kind="drop", n=6, note=gone["id"])
    assert gone["id"] not in [n["id"] for n in first.own] and len(first.own) == len(listed.own) == 4
    send(second, kind="restore", n=7, note=gone["id"])
    assert gone in first.own and len(listed.own) == 5


def test_a_reader_that_has_left_the_page_is_not_kept_up_to_date():
    gone, here = reader_of(), reader_of()
    send(gone, kind="leave")
    send(here, kind="keep", n=1, what="note", place="A03.3", text="x")
    assert (len(gone.own), len(here.own)) == (0, 1)
    send(gone, kind="own")  # back again
    assert len(gone.own) == 1


def test_the_words_of_a_note_are_where_the_browser_counts_them():
    reader = reader_of()
    send(reader, kind="keep", n=1, what="highlight", **at("科技实力"))
    note = reader.own[0]
    assert passage("A03.3").text[note["start"] : note["end"]] == "科技实力" == notes_at(open_progress())[0].quote
    keep_note(open_progress(), "A03.3", Note("", "note", quote="早已改掉的话", text="x"), NOW)
    send(reader, kind="own")
    assert [n["start"] for n in reader.own if n["kind"] == "note"] == [-1]


@pytest.mark.parametrize("message", [
    {"place": "A03"}, {"place": "A99.1"}, {"place": None}, {"place": "A03.3", "start": "x"}, {"place": "A03.3", "start": 5, "end": 2},
    {"place": "A03.3", "start": -5, "end": 2}, {"place": "A03.3", "start": 1e9, "end": 2e9}, {"what": "evil"}, {"text": ""}, {"text": "x" * 2001},
    {"text": "\ud800"}, {"note": "note-A03-3-0000000000000000"}, {"what": "label", "ours": "<b>", "label": "role/claim"}, {"what": "word"},
])  # fmt: skip
def test_a_message_that_makes_no_sense_keeps_nothing_and_is_answered(message):
    reader = reader_of()
    send(reader, **{"kind": "keep", "n": 9, "place": "A03.3", "what": "note", "text": "x"} | message)
    assert reader.own == [] == notes_at(open_progress()) and reader.kept["n"] == 9 and reader.kept["notice"]


def test_on_a_text_of_ones_own_nothing_can_be_kept(no_own_text_yet):
    course.text.my_text("第一句。第二句。", title="我的")
    reader = course.read("X01")
    send(reader, kind="own")
    send(reader, kind="keep", n=1, place="X01.1", what="note", text="x")
    assert not reader.keeps and reader.own == [] and "mine" not in [layer["id"] for layer in reader.layers]


def test_hostile_text_is_escaped_in_the_reader_the_list_reviews_and_cards(tmp_path):
    reader = reader_of()
    filled(reader)
    listed = course.my_notes()
    pages = [*(n["html"] for n in reader.own if n["text"]), listed.html, listed._repr_html_(), str(course.my_progress().html)]
    review = sittings.review(now=datetime.now(UTC) + timedelta(days=30))
    pages += [review.items[0]["clue_html"], review._repr_html_()]
    fields = anki_fields(files_of(listed, "cards")[0], tmp_path)
    pages += [side for note in fields for side in note]
    assert all("<script" not in page and "<img" not in page for page in map(str, pages))
    assert ESCAPED in listed.html and ESCAPED in review.items[0]["clue_html"] and ESCAPED in fields[0][1]


def test_kept_words_are_cards_for_anki_in_their_sentence(tmp_path):
    reader = reader_of()
    send(reader, kind="keep", n=1, what="word", **at("实力"))
    front, back = anki_fields(files_of(course.my_notes(), "cards")[0], tmp_path)[0]
    assert re.sub("<[^>]+>", "", front) == f"A03.3 {passage('A03.3').text}" and "<mark>实力</mark>" in front and "shílì" in back


def test_notes_are_taken_away_as_annotations_of_the_text_that_is_exported():
    filled(reader_of())
    data = json.loads(files_of(course.my_notes(), "annotations")[0])
    items = data["first"]["items"]
    assert [i["motivation"] for i in items].count("commenting") == 1 and data["total"] == 5
    assert {i["motivation"] for i in items} == {"highlighting", "bookmarking", "commenting", "questioning", "classifying"}
    text = "\n".join(p.text for p in load_essay("A").paragraphs)
    for item in items:
        position, quote = item["target"][0]["selector"]
        exact = text[position["start"] : position["end"]]
        assert exact == quote["exact"] in passage("A03.3").text and item["created"]
    assert {i["target"][0]["selector"][1]["exact"] for i in items} == {"科技实力", "飞跃", passage("A03.3").text}


# ---- reviews ----


def test_a_kept_word_comes_back_in_a_review_and_the_dashboard_counts_it():
    reader = reader_of()
    send(reader, kind="keep", n=1, what="word", **at("实力"))
    name = reader.own[0]["id"]
    assert "眼下没有到期" in repr(sittings.review())
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    shown = sittings.review(now=tomorrow)
    assert [i["id"] for i in shown.items] == [name] and "<mark>实力</mark>" in shown.items[0]["prompt_html"]
    for level in ("", "3", ["2"], {"a": "2"}):
        send(shown, kind="submit", item=name, response=level)
        assert open_progress().tries(name, "review") == 0
    send(shown, kind="submit", item=name, response="1")
    assert open_progress().latest(name, "review").score == 0.5 and shown.results[name]["status"] == "noted"
    assert "shílì" in shown.results[name]["html"]
    onward = course.my_progress().html
    assert "我的笔记：1 条" in onward and "下一次在" in onward


def test_words_take_at_most_half_of_a_review_while_there_are_questions():
    log = open_progress()
    for n, item in enumerate([i for i in course.ask("02", "after")._questions.values() if i.is_scored][:6]):
        log.record(item.id, "after", "a", 0.0, NOW + timedelta(minutes=n))
    for n in range(6):
        keep_note(log, "A03.3", Note("", "word", quote=passage("A03.3").text[n : n + 2], start=n), NOW - timedelta(days=1))
    when = NOW + timedelta(days=60)
    kinds = ["word" if i["id"].startswith("word-") else "question" for i in sittings.review(most=10, now=when).items]
    assert (kinds.count("question"), kinds.count("word")) == (5, 5)
    assert len(sittings.review(most=4, now=when).items) == 4 and len(sittings.warm_up().items) == 3


# ---- the list ----


def test_an_empty_list_says_how_to_begin_and_a_long_one_how_to_go_on():
    assert "还没有" in course.my_notes().html
    log = open_progress()
    for n in range(MOST + 3):
        keep_note(log, "A03.3" if n < MOST else "B02.1", Note("", "note", text=f"第 {n} 条"), NOW)
    listed = course.my_notes()
    send(listed, kind="own")
    assert listed.html.count("data-note-line") == MOST == len(listed.own) and f"一共 {MOST + 3} 条" in listed.html
    assert "后面还有 3 条" in listed.html and "course.my_notes(&#34;B02&#34;)" in listed.html
    assert course.my_notes("B02").html.count("data-note-line") == 3


def test_a_place_leads_to_the_lesson_that_reads_it():
    send(reader_of(), kind="keep", n=1, what="note", place="A03.3", text="x")
    assert re.search(r'<a class="course-place" href="02-why-reform\.ipynb#cell-id=[^"]+" data-at="A03\.3">A03\.3</a>', course.my_notes().html)


def test_the_dashboard_leads_to_the_cell_of_notebook_00_that_lists_them():
    send(reader_of(), kind="keep", n=1, what="note", place="A03.3", text="x")
    file, cell = re.search(r'course-own-link"><a href="([^"#]+)#cell-id=([^"]+)"', course.my_progress().html).groups()
    cells = json.loads((NOTEBOOKS / file).read_text(encoding="utf-8"))["cells"]
    assert ["".join(c["source"]) for c in cells if c["id"] == cell] == ["course.my_notes()"]


def test_it_speaks_english():
    use_language("en")
    reader = reader_of()
    filled(reader)
    kinds = {n["kind"]: n["html"] for n in reader.own}
    assert "Highlight" in kinds["highlight"] and "the course reads it as “concession”" in kinds["label"].lower()
    assert "5 in all" in course.my_notes().html
