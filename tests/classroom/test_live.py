"""A lesson live: nothing is told too early, nothing is lost or counted twice, and no message of whatever kind stops it."""

import asyncio
import csv
import json
import random
import re
import sqlite3
import subprocess
import sys
from collections import Counter

import pytest

from course.classroom.live import room as live_room
from course.classroom.live.limits import RATES, Limits
from course.classroom.live.questions import LONGEST_TEXT, Unfit, checked, in_each_language, key_of, questions_of, shown
from course.classroom.live.room import Room
from course.classroom.live.server import PAGES
from course.classroom.live.state import ACTS, Impossible, Live, after
from course.classroom.live.store import LiveError, NotKept, Vote, open_store, read_kept
from course.classroom.live.tally import MOST_ROWS, tally
from course.classroom.report.live import read_live
from course.classroom.slides.deck import deck
from course.classroom.teaching_notes import load_notes
from course.classroom.words import WORDS
from course.classroom.worksheet import worksheet
from course.lessons import load_lesson, load_lessons
from tests.benchmarks.live import held_class
from tests.classroom.live_class import Phone, Server, Teacher, Visitor, free_port
from tests.items import right_response
from tests.waiting import run_apart

QUESTIONS = {q.id: q for lesson in load_lessons() if lesson.steps for q in questions_of(lesson).values()}
ITEMS = [q for q in QUESTIONS.values() if q.item]
ASKED = "q03-08"


# ---- what the class is at ----


def done(*acts) -> Live:
    live = Live()
    for act in acts:
        live = after(live, *act.split(":"))
    return live


def test_nothing_is_shown_while_answers_come_in():
    for act in ("show", "key", "hide", "reopen"):
        with pytest.raises(Impossible):
            done("open:a", act)
    assert done("open:a", "close", "show").shown and not done("open:a", "close").shown
    assert not done("open:a", "close", "show", "key", "open:a").key


def test_nobody_votes_again_in_a_round_whose_answer_is_known():
    with pytest.raises(Impossible):
        done("open:a", "close", "key", "hide", "reopen")
    assert not done("open:a", "close", "show", "reopen").shown


def test_another_vote_stands_beside_the_first_on_the_same_question():
    live = done("open:a", "close", "open:b", "close", "open:a", "close", "open:a")
    assert (live.rounds[-1].turn, live.compared()) == (3, [1, 4])
    assert done("open:a", "close", "open:b").compared() == [2]


@pytest.mark.parametrize("act", [a for a in ACTS if a != "open"] + ["", "drop table"])
def test_before_the_first_question_there_is_nothing_to_do_but_open_it(act):
    with pytest.raises(Impossible):
        done(act)


# ---- questions ----


def test_every_question_a_phone_can_answer_is_there_under_its_number_on_the_sheet():
    from course.classroom.handout import numbered

    for lesson in load_lessons()[1:]:
        parts, there = worksheet(lesson), questions_of(lesson)
        numbers = numbered(lesson, parts)
        items = [i for part in parts for i in part.items]
        assert {i.id for i in items} - set(there) == {i.id for i in items if i.kind in ("order", "writing")}
        assert all(str(there[i.id].name) == str(numbers[i.id]) for i in items if i.id in there)


@pytest.mark.parametrize("question", ITEMS, ids=lambda q: q.id)
def test_what_a_phone_is_sent_can_be_answered_and_tells_no_answer(question):
    sent = in_each_language(shown, question)
    assert set(sent) == {"zh", "en"} and json.dumps(sent)
    assert not {"correct", "answer", "feedback", "key", "right", "number"} & set(str(sent["zh"].keys()))
    right = right_response(question.item)
    parts = question.item.counted(checked(question, right))
    assert set(parts) <= set(question.item.counted_right()) or not question.item.is_scored
    offered = {o["id"] for o in sent["zh"].get("options", [])}
    rows = {r["id"] for r in sent["zh"].get("rows", [])}
    if rows:
        assert set(question.item.counted_right()) <= {f"{r}={o}" for r in rows for o in offered}
    elif offered:
        assert set(question.item.counted_right()) <= offered
    for language, key in in_each_language(key_of, question).items():
        assert key["html"] and language in ("zh", "en")


@pytest.mark.parametrize("response", [None, 7, "", "zz", [], {"a": "b"}, ["\ud800"], "字" * 7000, [[]], {"r1": 1}])
def test_an_answer_that_does_not_fit_is_refused(response):
    for question in ITEMS:
        try:
            kept = checked(question, response)
        except Unfit:
            continue
        assert question.item.live()["form"] in ("word", "text") and kept == response  # words may be any words


def test_an_option_named_twice_counts_once():
    for question in ITEMS:
        if question.item.live().get("several"):
            first = question.item.options[0].id
            assert question.item.counted([first, first]) == [first]


def test_texts_are_short_and_hold_nothing_that_cannot_be_printed():
    text = QUESTIONS["discussion-1"]
    assert checked(text, " 一\u202e二\x00\n三 ") == "一 二 \n三"
    for refused in ("字" * (LONGEST_TEXT + 1), " \u200b ", ["a"], None):
        with pytest.raises(Unfit):
            checked(text, refused)


# ---- counting ----


@pytest.mark.parametrize("question", [q for q in ITEMS if q.item.live()["form"] in ("choose", "mark", "match")], ids=lambda q: q.id)
def test_counts_are_those_of_a_second_count_made_otherwise(question):
    draw = random.Random(question.id)
    form = question.item.live()
    options = [o["id"] for o in form["options"]]

    def one():
        if "rows" in form:
            return {r["id"]: draw.choice(options) for r in form["rows"] if draw.random() < 0.8} or {form["rows"][0]["id"]: options[0]}
        return draw.sample(options, draw.randint(1, len(options))) if form["several"] else draw.choice(options)

    votes = [{str(n): one() for n in range(40)}, {str(n): one() for n in range(20, 60)}]
    found = tally(question, votes)
    assert found["of"] == [40, 40]
    rows = {r["part"]: r["counts"] for r in found["rows"]}
    for turn, given in enumerate(votes):
        flat = Counter(f"{k}={v}" for r in given.values() if isinstance(r, dict) for k, v in r.items())
        flat += Counter(o for r in given.values() if isinstance(r, list) for o in r) + Counter(r for r in given.values() if isinstance(r, str))
        assert {p: c[turn] for p, c in rows.items() if c[turn]} == dict(flat)
    full = [{who: question.item.grade(r).score == 1 or question.item.how_far(r) == "right" for who, r in given.items()} for given in votes]
    both = set(full[0]) & set(full[1])
    moved = {"both": 20, "to_right": sum(not full[0][w] and full[1][w] for w in both), "to_wrong": sum(full[0][w] and not full[1][w] for w in both)}
    assert found["moved"] == moved


def test_numbers_stand_in_order_and_many_different_ones_in_groups_that_lose_none():
    question = QUESTIONS["q03-g2"]
    few = tally(question, [{"a": "８", "b": "10", "c": "8.0", "d": "-1"}])
    assert [(r["part"], r["counts"]) for r in few["rows"]] == [("-1", [1]), ("8", [2]), ("10", [1])]
    votes = {str(n): str(n) for n in range(100)} | {"x": "1e308", "y": "-1e308"}
    many = tally(question, [votes, {"z": "50"}])
    assert len(many["rows"]) <= MOST_ROWS
    assert [sum(r["counts"][turn] for r in many["rows"]) for turn in (0, 1)] == [102, 1]


def test_of_many_different_words_the_most_frequent_are_named_and_the_rest_counted():
    question = next(q for q in ITEMS if q.item.live()["form"] == "word")
    votes = {str(n): f"词{n}" for n in range(50)} | {f"x{n}": "常见" for n in range(9)}
    rows = tally(question, [votes])["rows"]
    assert (rows[0]["part"], rows[0]["counts"], rows[-1]["part"]) == ("常见", [9], "…")
    assert len(rows) == MOST_ROWS + 1 and sum(r["counts"][0] for r in rows) == 59


# ---- what is kept ----


def test_the_latest_answer_of_a_phone_stands_and_an_old_message_again_changes_nothing(tmp_path):
    store, session = open_store(tmp_path, "03")
    for n, response in ((1, "a"), (3, "c"), (2, "b"), (3, "x"), (1, "a")):
        store.save([Vote(1, "phone", n, response)])
    store.save([Vote(1, "other", 1, ["a", "b"]), Vote(2, "phone", 1, {"r": "s"})])
    store.close()
    store, again = open_store(tmp_path, "03")
    assert again == session
    assert {(v.round, v.who, v.n, json.dumps(v.response)) for v in store.votes()} == {
        (1, "phone", 3, '"c"'), (1, "other", 1, '["a", "b"]'), (2, "phone", 1, '{"r": "s"}')
    }  # fmt: skip


def test_a_class_goes_on_where_it_stopped_and_another_one_has_its_own_file_and_code(tmp_path):
    store, first = open_store(tmp_path, "03")
    for n, act in enumerate((("open", ASKED), ("close", ""), ("show", "")), 1):
        store.act(n, *act)
    store.close()
    store, same = open_store(tmp_path, "03")
    assert same == first and store.live() == (done(f"open:{ASKED}", "close", "show"), 3)
    other, second = open_store(tmp_path, "03", anew=True)
    assert second.code != first.code or second.secret != first.secret
    assert other.path != store.path and open_store(tmp_path, "03")[0].path == other.path
    assert open_store(tmp_path, "04")[1].lesson == "04"


def test_of_two_servers_on_one_file_the_second_does_nothing(tmp_path):
    rooms = []

    async def both():
        rooms.extend(Room(QUESTIONS, open_store(tmp_path, "03")[0]) for _ in range(2))
        rooms[0].act("open", ASKED, 0)
        with pytest.raises(NotKept):
            rooms[1].act("open", "q03-22", 0)

    run_apart(both())
    assert rooms[1].live == Live() and read_kept(next(tmp_path.iterdir())).live == done(f"open:{ASKED}")


def test_a_full_room_takes_no_more_phones_and_those_in_it_can_still_change_their_answer(tmp_path, monkeypatch):
    monkeypatch.setattr(live_room, "MOST_VOTERS", 2)

    async def votes():
        room = Room(QUESTIONS, open_store(tmp_path, "03")[0])
        room.act("open", ASKED, 0)
        await asyncio.gather(room.vote(Vote(1, "a", 1, "a")), room.vote(Vote(1, "b", 1, "b")))
        with pytest.raises(live_room.Full):
            await room.vote(Vote(1, "c", 1, "c"))
        assert (await room.vote(Vote(1, "a", 2, "d"))).response == "d"
        assert room.votes_in(1) == {"a": "d", "b": "b"}

    run_apart(votes())


def test_what_the_disk_refuses_is_not_counted(tmp_path):
    store, _ = open_store(tmp_path, "03")
    with sqlite3.connect(store.path) as blocker:
        blocker.execute("CREATE TRIGGER full BEFORE INSERT ON votes BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(NotKept):
        store.save([Vote(1, "phone", 1, "a")])
    assert store.votes() == []


def other_kinds(folder):
    """Files under the name of a live class that are none."""
    (folder / "live-03-a.sqlite").write_bytes(b"")
    (folder / "live-03-b.sqlite").write_bytes(b"SQLite format 3\0" + random.Random(1).randbytes(5000))
    with sqlite3.connect(folder / "live-03-c.sqlite") as file:
        file.execute("CREATE TABLE session (x)")
    good = open_store(folder, "03")[0].path
    for name, change in {
        "d": "UPDATE session SET lesson = '../../x'", "e": "UPDATE session SET begun = 7", "f": "INSERT INTO acts VALUES (1, 'key', '', '')",
        "g": "INSERT INTO votes VALUES (1, 'a', 1, '{', '')", "h": "INSERT INTO votes VALUES (1, 'a', 'b', '7', '')", "i": "DROP TABLE votes",
        "j": "INSERT INTO acts VALUES (1, 'open', NULL, '')",
    }.items():  # fmt: skip
        (copy := folder / f"live-03-{name}.sqlite").write_bytes(good.read_bytes())
        with sqlite3.connect(copy) as file:
            file.execute(change)
    (folder / "live-03-k.sqlite").symlink_to(good)


def test_a_file_that_is_no_live_class_is_named_and_stops_nothing(tmp_path):
    other_kinds(tmp_path)
    found, skipped = read_live(tmp_path)
    assert len(found) + len(skipped) == 12 and [s.name[8] for s in skipped if s.name[8] != "2"] == list("abcdefghik")
    with pytest.raises(LiveError):
        read_kept(tmp_path / "live-03-b.sqlite")


# ---- the words of the pages ----


def test_the_pages_say_only_what_stands_in_both_languages_and_all_of_it():
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted(PAGES.iterdir()))
    known = {key.removeprefix("live_page_") for key in WORDS if key.startswith("live_page_")}
    said = set(re.findall(r'data-say="(\w+)"|\bsay\("(\w+)"', sources))
    assert {one or other for one, other in said} <= known
    assert [key for key in known if f'"{key}"' not in sources] == []
    assert not re.search(r"[\u4e00-\u9fff]", sources)


# ---- limits ----


def test_who_asks_too_often_waits_and_nobody_else_does():
    now = [0.0]
    limits = Limits(lambda: now[0])
    most, each_second = RATES["answer"]
    assert [limits.allow("answer", "a") for _ in range(most + 5)] == [True] * most + [False] * 5
    assert limits.allow("answer", "b") and limits.allow("join", "a")
    now[0] += 1 / each_second
    assert limits.allow("answer", "a") and not limits.allow("answer", "a")


def test_what_is_remembered_of_strangers_has_an_end():
    now = [0.0]
    limits = Limits(lambda: now[0])
    for n in range(50_000):
        now[0] += 0.01
        limits.allow("answer", str(n))
    assert len(limits._left) <= 20_000


# ---- the server ----


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    started = Server(tmp_path_factory.mktemp("live")).start()
    yield started
    started.stop()


async def opened(server, question=ASKED):
    """A teacher who has opened a question, and its round."""
    teacher = await Teacher(server).enter()
    async with teacher.listening("teacher"):
        teacher._seen = (await teacher.until(lambda s: True))["seen"]
        assert await teacher.act("open", question) == 200
        return teacher, (await teacher.until(lambda s: s["seen"] == teacher._seen))["round"]


def test_who_has_no_code_sees_nothing_and_does_nothing(server):
    async def stranger():
        who = Visitor(server)
        assert (await who.ask("/"))[1] == (await who.ask("/"))[1] and "code" in (await who.ask("/"))[1]
        for path in ("/teacher", "/screen", "/slides", "/events/class", "/events/teacher", "/events/screen", "/teacher?key=wrong"):
            assert (await who.ask(path))[0] == 403, path
        assert (await who.ask("/class"))[0] == 302
        assert (await who.ask("/answer", {"round": 1, "n": 1, "response": "a"}))[0] == 403
        assert (await who.ask("/act", {"act": "open", "seen": 0, "detail": ASKED}))[0] == 403
        assert "lists" not in (await who.ask("/data"))[1] and server.code not in (await who.ask("/data"))[1]
        for path in ("/..%2fstore.py", "/pages/live.js", "/live.py", "/%00", "/teacher.html", "/nothing.js", "/" + "x" * 9000):
            assert (await who.ask(path))[0] in (400, 404, 0), path
        who.cookie = f'phone-{server.code}="2|1:0|10:1|12:phone|4:eA==|{"0" * 64}"'
        assert (await who.ask("/events/class"))[0] == 403
        codes = [(await who.ask(f"/join/{n:06}"))[0] for n in range(40) if f"{n:06}" != server.code]
        assert set(codes) == {302, 429} and codes.index(429) <= 31 and who.cookie.startswith("phone-")

    run_apart(stranger())


def test_the_deck_has_the_answers_and_is_for_the_teacher_alone(own_server):
    async def lesson():
        teacher, phone = await Teacher(own_server).enter(), await Phone(own_server).join()
        assert (await phone.ask("/slides"))[0] == 403
        for language, road in (("zh", "今天的路"), ("en", "The way today")):
            status, page = await teacher.ask(f"/slides?lang={language}")
            assert status == 200 and f"<h2>{road}</h2>" in page and "fragment answer" in page and "/slides.js" in page

    run_apart(lesson())


def test_every_question_of_a_deck_that_a_phone_can_answer_is_found_by_its_slide():
    for lesson in load_lessons():
        slides = {s.item for s in deck(lesson, worksheet(lesson), load_notes(lesson.id), load_notes(lesson.id).version(45))} - {""}
        items = {i.id for part in worksheet(lesson) for i in part.items if not i.live()}
        assert slides - items <= set(questions_of(lesson)) and (slides - items or lesson.id == "00"), lesson.id


def test_a_length_without_a_plan_is_said_in_one_line(tmp_path):
    command = [sys.executable, "-m", "course", "live", "03", "--to", str(tmp_path), "--port", str(free_port()), "--minutes", "44"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "") and "44" in done.stderr and done.stderr.count("\n") == 1


def test_a_code_typed_in_full_width_figures_with_a_space_lets_one_in(tmp_path):
    server = Server(tmp_path).start()  # its own: the last test has used up this address's wrong codes

    async def typed():
        who = Visitor(server)
        wide = "".join(chr(ord(c) + 0xFEE0) for c in server.code)
        from urllib.parse import quote

        assert (await who.ask(f"/?code={quote(wide[:3] + ' ' + wide[3:])}"))[0] == 302 and who.cookie

    try:
        run_apart(typed())
    finally:
        server.stop()


@pytest.fixture
def own_server(tmp_path):
    started = Server(tmp_path).start()
    yield started
    started.stop()


def test_phones_learn_results_and_answer_only_when_they_are_shown(own_server):
    async def lesson():
        teacher, round = await opened(own_server)
        phones = [await Phone(own_server).join() for _ in range(3)]
        async with phones[0].listening("class"):
            for phone, option in zip(phones, "aab"):
                assert await phone.answer(round, option) == (200, json.dumps({"n": 1, "response": option}))
            await phones[0].until(lambda s: s["round"] == round)
            for act, there in (("close", set()), ("show", {"results", "texts"}), ("key", {"results", "texts", "key"}), ("hide", {"key"})):
                assert await teacher.act(act) == 200
                state = await phones[0].until(lambda s: set(s) >= there and not s["open"] and s["shown"] == ("results" in there))
                assert set(state) & {"results", "texts", "key", "private"} == there, act
        everything = json.dumps(phones[0].news[:2], ensure_ascii=False)
        assert "feedback" not in everything and str(QUESTIONS[ASKED].item.options[0].feedback) not in everything
        shown_to = [s for s in phones[0].news if "results" in s][-1]
        assert {r["part"]: r["counts"] for r in shown_to["results"]["rows"]} == {"a": [2], "b": [1]}

    run_apart(lesson())


def test_late_old_and_strange_messages_change_nothing(own_server):
    async def lesson():
        teacher, round = await opened(own_server)
        phone = await Phone(own_server).join()
        assert (await phone.answer(round, "b", 2))[0] == 200
        assert await phone.answer(round, "a", 1) == (200, json.dumps({"n": 2, "response": "b"}))  # replayed: what stands is said
        assert await phone.answer(round, "c", 2) == (200, json.dumps({"n": 2, "response": "b"}))
        refused = {
            409: [(round + 1, "a"), (round - 1, "a"), (-1, "a"), (2**70, "a")], 422: [(round, "zz"), (round, ["a"]), (round, {"a": "b"}), (round, "")],
            400: [(round, 7), (round, None), (round, [1]), ("1", "a"), (None, "a")],
        }  # fmt: skip
        for status, sent in refused.items():
            for one in sent:
                phone = await Phone(own_server).join()
                assert (await phone.answer(*one))[0] == status, one
        assert (await phone.answer(round, "a", 2**40))[0] == (await phone.answer(round, "a", 0))[0] == 422
        bodies = [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"round": 1}', b"[" * 10_000, b'{"round":1,"n":1,"response":"a","more":1}']
        for body in bodies:
            assert (await (await Phone(own_server).join()).ask("/answer", body))[0] == 400, body[:20]
        assert (await phone.ask("/answer", {"round": round, "n": 1, "response": "a"}, Content_Type="text/plain"))[0] == 415
        assert await teacher.act("close", seen=teacher._seen - 1) == 409  # a second click, or a page that is behind
        assert await teacher.act("show") == 409 and await teacher.act("open", "q99-99") == 409
        assert await teacher.act("close") == 200
        assert (await phone.answer(round, "a"))[0] == 409
        assert [(v.n, v.response) for v in read_kept(own_server.file()).votes] == [(2, "b")]

    run_apart(lesson())


def test_a_megabyte_or_a_thousand_messages_hold_up_nobody_else(own_server):
    async def lesson():
        _, round = await opened(own_server, "discussion-1")
        bad, good = await Phone(own_server).join(), await Phone(own_server).join()
        status, _ = await bad.ask("/answer", json.dumps({"round": round, "n": 1, "response": "x" * 1_000_000}).encode())
        assert status in (0, 400, 413)
        flood = asyncio.gather(*(bad.answer(round, f"第 {n} 条", n) for n in range(1, 301)))
        start = asyncio.get_running_loop().time()
        assert (await good.answer(round, "<script>alert(1)</script>"))[0] == 200
        assert asyncio.get_running_loop().time() - start < 5
        statuses = Counter(status for status, _ in await flood)
        assert set(statuses) == {200, 429} and statuses[200] <= RATES["answer"][0] + 30
        kept = read_kept(own_server.file()).votes
        assert len(kept) == 2 and "<script>alert(1)</script>" in {v.response for v in kept}

    run_apart(lesson())


def test_a_text_that_is_changed_after_it_was_picked_is_shown_as_it_was_picked(own_server):
    async def lesson():
        teacher, round = await opened(own_server, "discussion-1")
        phone = await Phone(own_server).join()
        await phone.answer(round, "正经的话")
        async with teacher.listening("teacher"):
            texts = (await teacher.until(lambda s: s["voted"] == 1))["private"]["texts"]
            assert [t["text"] for t in texts] == ["正经的话"]
            assert await teacher.act("pick", texts[0]["id"]) == 200
            assert (await phone.answer(round, "难听的话", 2))[0] == 200
            assert await teacher.act("close") == 200 and await teacher.act("show") == 200
            assert (await teacher.until(lambda s: s["shown"]))["texts"] == ["正经的话"]

    run_apart(lesson())


def test_a_class_at_once_and_a_server_killed_in_the_middle_lose_nothing_and_count_nothing_twice(tmp_path):
    figures = run_apart(held_class(tmp_path, phones=40))
    assert (figures.sent, figures.lost, figures.twice, figures.strange) == (80, 0, 0, 0)
    assert figures.counted_after < 10  # seconds; a busy machine is no failure


def test_a_port_that_is_taken_is_said_in_one_line(server, tmp_path):
    command = [sys.executable, "-m", "course", "live", "03", "--to", str(tmp_path), "--port", str(server.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "") and str(server.port) in done.stderr and done.stderr.count("\n") == 1


# ---- the report ----


def test_the_class_report_has_the_votes_of_a_live_class_as_they_were_given(tmp_path):
    store, _ = open_store(tmp_path / "class", "03")
    options = [o.id for o in QUESTIONS[ASKED].item.options]
    right = next(o.id for o in QUESTIONS[ASKED].item.options if o.correct)
    draw = random.Random(3)
    votes = [Vote(turn, f"p{n}", 1, draw.choice(options) if turn == 1 else draw.choice([right, *options])) for turn in (1, 2) for n in range(30)]
    for turn in (1, 2):
        store.act(2 * turn - 1, "open", ASKED)
        store.save(v for v in votes if v.round == turn)
        store.act(2 * turn, "close", "")
    store.act(5, "open", "discussion-1")
    store.save([Vote(3, "p1", 1, "=HYPERLINK(\"x\")"), Vote(3, "p2", 1, "<img src=x onerror=alert(1)>"), Vote(3, "p3", 1, "好")])
    store.act(6, "pick", "好")
    store.close()
    target = tmp_path / "report"
    done = subprocess.run([sys.executable, "-m", "course", "class", str(tmp_path / "class"), "--to", str(target)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    page = (target / "class-report.html").read_text(encoding="utf-8")
    assert "&lt;img src=x" in page and "<img src=x" not in page and "<b>好</b>" in page
    with (target / "live.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    letters = {o.id: QUESTIONS[ASKED].item.letter_of(o) for o in QUESTIONS[ASKED].item.options}
    for turn in (1, 2):
        found = {r["label"]: int(r["count"]) for r in rows if r["question"] == ASKED and r["vote"] == str(turn)}
        given = Counter(letters[v.response] for v in votes if v.round == turn)
        assert {k: n for k, n in found.items() if n} == dict(given)
        score = {float(r["score"]) for r in rows if r["question"] == ASKED and r["vote"] == str(turn)}
        assert score == {round(given[letters[right]] / 30, 3)}
    assert "'=HYPERLINK" in "".join(r["label"] for r in rows)
