"""The report on classes made elsewhere: every figure is worked out again from what was put in, by sums that are not the course's."""

import csv
import html
import os
import re
import subprocess
import sys

import pytest
from markupsafe import escape

from course.base import use_language
from course.classroom.write import handout, instructor, slides
from course.lessons import all_items, load_lesson, load_lessons, question_label
from course.progress.log import Progress
from tests.classroom.another_class import DUE, TRUTHS, AnotherClass, is_scored, points, questions

CLASSES = [("03", 1), ("05", 2), ("08", 3)]


class Report:
    """A class, what was handed in, and the report as the command wrote it."""

    def __init__(self, lesson: str, seed: int, folder):
        self.made, self.target = AnotherClass(lesson, seed), folder / "report"
        (folder / "in").mkdir()
        self.made.write(folder / "in")
        self.made.write_roster(folder / "roster.csv")
        self.made.write_assignments(folder / "set.yaml")
        options = ("--lesson", lesson, "--roster", folder / "roster.csv", "--assignments", folder / "set.yaml", "--to", self.target)
        command = [sys.executable, "-m", "course", "class", folder / "in", *options]
        self.done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"COURSE_LANGUAGE": "zh"})
        assert self.done.returncode == 0, self.done.stderr
        self.page = (self.target / "class-report.html").read_text(encoding="utf-8").split("</style>")[-1]
        self.first_page = self.page[: self.page.index("</section>")]
        self.label = {i.id: question_label(i) for i in all_items()}

    def rows(self, name: str, key: str) -> dict[str, dict]:
        with (self.target / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return {row[key].removeprefix("'"): row for row in csv.DictReader(file)}

    def table(self, title: str) -> dict[str, list[str]]:
        """The rows of the first table under a heading of the page, by their first cell."""
        body = re.search(rf"<h2>{title}</h2>.*?<tbody>(.*?)</tbody>", self.page, re.S)[1]
        found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)]
        return {plain(cells[0]): list(map(plain, cells[1:])) for cells in found}


@pytest.fixture(scope="module", params=CLASSES, ids=lambda c: f"lesson {c[0]}, seed {c[1]}")
def report(request, tmp_path_factory):
    use_language("zh")
    return Report(*request.param, tmp_path_factory.mktemp("another"))


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def per_cent(share: float | None) -> str:
    return "—" if share is None else f"{100 * share:.0f} %"


def figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


# ---- every figure ----


def test_the_figures_of_every_question_are_those_put_in(report):
    rows = report.rows("items", "item")
    answered = {i for name in report.made.logs for i in report.made.first(name)}
    wanted = [q for q in report.made.all.values() if q["part"] != "bank" or q["id"] in answered]
    assert set(rows) == {q["id"] for q in wanted} and any(q["part"] == "bank" for q in wanted)
    for q in wanted:
        row, true = rows[q["id"]], report.made.item(q)
        assert (int(row["of"]), int(row["answered"])) == (true["of"], true["answered"]), q["id"]
        for name in ("first", "again", "facility", "discrimination"):
            assert row[name] == figure(true[name]) or float(row[name]) == pytest.approx(true[name], abs=0.0006), (q["id"], name)
        assert (row["difficulty"] == "") == (true["facility"] is None)
        if true["facility"] is not None:
            assert float(row["difficulty"]) == pytest.approx(1 - true["facility"], abs=0.0006)


def test_the_page_has_the_figures_of_the_table_and_those_that_lost_most_come_first(report):
    shown, lost = report.table("各题"), []
    for q in report.made.all.values():
        if q["part"] != "bank":
            true = report.made.item(q)
            cells = shown[report.label[q["id"]]]
            assert cells[1:4] == [f"{true['answered']}/{true['of']}", per_cent(true["first"]), per_cent(true["again"])], q["id"]
    for label in shown:
        q = next(q for q in report.made.all.values() if report.label[q["id"]] == label)
        lost.append(report.made.item(q)["lost"] or 0)
    assert lost == pytest.approx(sorted(lost, reverse=True))


def test_before_and_after_reading_are_counted_learner_by_learner(report):
    shown = report.table("读前与读后")
    asked = [q for q in report.made.asked if q["part"] == "before"]
    assert set(shown) == {report.label[q["id"]] for q in asked}
    for q in asked:
        turns = report.made.turn(q)
        wanted = [turns[False, True], turns[True, False], turns[True, True], turns[False, False], turns[None]]
        assert list(map(int, shown[report.label[q["id"]]][1:])) == wanted, q["id"]


def test_every_learner_has_the_shares_of_what_was_asked_and_what_is_missing_is_not_right(report):
    rows, asked = report.rows("learners", "learner"), report.made.asked
    shown = report.table("每个人")
    assert set(rows) == {*report.made.logs, *report.made.absent} and set(shown) == set(report.made.logs)
    for name in report.made.logs:
        first, again = (report.made.share(name, asked, best) for best in (False, True))
        done = sum(q["id"] in report.made.first(name) for q in asked)
        row = rows[name]
        assert (row["handed_in"], int(row["answered"]), int(row["of"])) == ("yes", done, len(asked)), name
        assert (row["first"], row["again"]) == (figure(first), figure(again)), name
        assert shown[name][:3] == [f"{done}/{len(asked)}", per_cent(first), per_cent(again)], name
    assert all(rows[name]["handed_in"] == "no" and not rows[name]["first"] for name in report.made.absent)


def test_objectives_are_means_of_first_answers_with_later_tries_beside(report):
    rows, shown = report.rows("objectives", "learner"), report.table("各项目标")
    tested = {q["objective"] for q in report.made.asked if is_scored(q)}
    columns = [o.id for o in load_lesson(report.made.lesson).objectives if o.id in tested]
    for name in report.made.logs:
        for n, objective in enumerate(columns):
            under = [q for q in report.made.asked if q["objective"] == objective and is_scored(q)]
            first, again = (report.made.share(name, under, best) for best in (False, True))
            nothing = not {q["id"] for q in under} & set(report.made.first(name))
            row = rows[name]
            assert row[f"objective {objective}"] == ("" if nothing else figure(first)), (name, objective)
            assert row[f"objective {objective} again"] == ("" if nothing else figure(again)), (name, objective)
            both = f"{100 * first:.0f}" if f"{first:.2f}" == f"{again:.2f}" else f"{100 * first:.0f} → {100 * again:.0f}"
            assert shown[name][n] == ("" if nothing else both), (name, objective)


def test_marks_follow_the_file_of_assignments_and_what_came_late_does_not_count(report):
    rows, made = report.rows("grades", "learner"), report.made
    after = [q for q in made.asked if q["part"] == "after"]
    assert set(rows) == {*made.logs, *made.absent}
    for name, row in rows.items():
        for key, wanted in (("all", made.mark(name, made.asked, False, 0.25, DUE)), ("after", made.mark(name, after, True, 0, None))):
            assert float(row[key]) == pytest.approx(wanted[0], abs=0.0006), (name, key)
            assert (int(row[f"{key} answered"]), int(row[f"{key} late"])) == wanted[1:], (name, key)
    assert any(made.mark(name, made.asked, False, 0.25, DUE)[2] for name in made.logs)


# ---- the first page ----


def test_a_teacher_who_reads_only_the_first_page_names_the_right_three_questions(report):
    named = re.findall(r"<li><p><b>(\d\d·[^<]+)</b>", report.first_page)
    assert named == [report.label[i] for i in report.made.hard]
    told = re.findall(r'<p class="wrong">(\d+) 人选了 <b>([A-Z])</b> <q>(.*?)</q></p><p class="told">(.*?)</p>', report.first_page)
    letters = letters_on_the_sheet(report.made.lesson)
    keys = re.findall(r"<small>对的是 ([A-Z])。", report.first_page)
    right = {n: next(o["id"] for o in report.made.all[n]["options"] if o.get("correct")) for n in report.made.hard}
    assert [letters[report.label[n]][k] for n, k in zip(right, keys)] == [plain(words_of(report.made.all[n], o)) for n, o in right.items()]
    for (times, letter, words, taught), (name, option) in zip(told, report.made.hard.items(), strict=True):
        q = report.made.all[name]
        chosen = next(o for o in q["options"] if o["id"] == option)
        assert int(times) == report.made.item(q)["wrong"][option]
        assert plain(words) == plain(words_of(q, option)) == letters[report.label[name]][letter]
        assert plain(chosen["feedback"]["zh"]) in plain(taught)


def test_who_handed_in_nothing_who_was_late_and_who_is_on_no_list_is_named(report):
    made, points_ = report.made, dict(re.findall(r"<li><b>(.*?)</b>　(.*?)</li>", report.first_page))
    late = {n: made.mark(n, made.asked, False, 0, DUE)[2] for n in made.logs}
    assert points_["没有交的："].split("、") == made.absent
    assert points_["不在名单上的："] == made.stranger
    assert points_["迟交的："].split("；") == [f"{name}（{n} 题在截止以后答）" for name, n in sorted(late.items()) if n]


def test_groups_hold_everybody_once_and_spread_those_who_can_explain(report):
    rows = [plain(g) for g in re.findall(r"<li>(.*?)</li>", re.search(r'<ol class="groups">(.*?)</ol>', report.first_page, re.S)[1])]
    knows = {name: [report.label[i] for i in report.made.hard if report.made.first(name).get(i, {}).get("score") == 1] for name in report.made.logs}
    groups = [dict((m.partition(" ✓ ")[0], list(filter(None, m.partition(" ✓ ")[2].split("、")))) for m in row.split("；")) for row in rows]
    assert sorted(name for g in groups for name in g) == sorted(n for n in report.made.logs if report.made.first(n))
    assert all(known == knows[name] for g in groups for name, known in g.items())
    sizes, able = [len(g) for g in groups], [sum(map(bool, g.values())) for g in groups]
    assert max(sizes) <= 4 and max(sizes) - min(sizes) <= 1 and max(able) - min(able) <= 1


def test_bad_files_and_second_copies_are_named_and_nobody_is_lost_or_doubled(report):
    for name in ("cut-off.json", "notes.txt"):
        assert f"{name}: " in report.done.stderr and name in report.page
    first = next(iter(report.made.logs))
    assert re.search(rf"{first} ?(\(1\))?\.json: 和 {first} 是同一个人的记录", report.done.stderr)
    assert f"{first} (1)" not in report.rows("learners", "learner")


def test_written_answers_stand_on_the_page_to_mark_by_without_names(report):
    page, made = (report.target / "marking.html").read_text(encoding="utf-8"), report.made
    rows = report.rows("writing", "code")
    wanted = []
    for name in made.logs:
        last = {a["item"]: a["response"] for a in made.logs[name] if a["item"] in made.first(name)}
        for q in (q for q in made.asked if q["kind"] in ("open", "writing") and q["id"] in last):
            wanted.append((name, q["id"], last[q["id"]] if q["kind"] == "open" else last[q["id"]]["text"]))
    assert sorted((r["learner"].removeprefix("'"), r["item"], r["text"]) for r in rows.values()) == sorted(wanted)
    shown = plain(re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S))
    assert all(f">{code}</h3>" in page for code in rows) and page.count("<article") == len(wanted)
    assert not [name for name in made.logs if re.search(rf"(?<![\w-]){name}(?![\w-])", shown)]
    for q in (q for q in made.asked if q["kind"] == "open"):
        assert plain(q["model"]["zh"]) in shown and all(plain(point["zh"]) in shown for point in q["rubric"])


# ---- one numbering ----


def words_of(q: dict, option: str) -> str:
    from course.text import passage

    one = next(o for o in q["options"] if o["id"] == option)
    if q["kind"] == "truth":
        return TRUTHS[option]
    return f"{one['at']} {passage(one['at']).text}" if q["kind"] == "mark" else one["text"]["zh"]


def letters_on_the_sheet(lesson: str) -> dict[str, dict[str, str]]:
    """What stands behind each letter of each question on the printed sheet; of rows to be matched also behind (1), (2) …"""
    use_language("zh")
    found = {}
    for block in handout(load_lesson(lesson)).split('<div class="question"><p><b>')[1:]:
        number, _, rest = block.partition(".</b>")
        letters = re.findall(r'<span class="letter">(\w)</span> <span>(.*?)</span></li>', rest, re.S)
        rows = re.findall(r'<li>(\(\d+\)) <span class="box"></span> (.*?)</li>', rest, re.S)
        choices = re.findall(r"<b>([A-Z])</b> ([^<]*?)(?:　(?=<b>)|</p><ol)", rest) if rows else []
        found[f"{lesson}·{number}"] = {letter: plain(words) for letter, words in letters + rows + choices}
    return found


@pytest.mark.parametrize("lesson", load_lessons(), ids=lambda lesson: lesson.id)
def test_the_letters_and_numbers_of_the_report_are_those_printed_on_sheet_key_and_slides(lesson):
    letters = letters_on_the_sheet(lesson.id)
    key, wall = instructor(lesson), slides(lesson)
    bank = {i.id: i for i in all_items()}
    for q in (q for q in questions(lesson.id) if q["part"] != "bank"):
        item, label = bank[q["id"]], question_label(bank[q["id"]])
        number = label.partition("·")[2]
        shown = f"<b>{number}.</b> {escape(item.prompt)}"
        assert shown in key and wall.count(shown) == wall.count(f" {escape(item.prompt)} <small>"), label
        for option in (o["id"] for o in q.get("options", [])):
            assert letters[label][item.choice_letter(option)] == plain(words_of(q, option)), (label, option)
        for row in q.get("rows", []) if q["kind"] == "match" else []:
            for choice in q["choices"]:
                place, letter = item.choice_letter(f"{row['id']}→{choice['id']}").split()
                assert letters[label][letter] == plain(choice["text"]["zh"]), label
                assert plain(row.get("text", {}).get("zh", "")) in letters[label][place] and row.get("at", "") in letters[label][place], label


def test_the_letters_in_the_table_of_questions_are_those_of_the_sheet(report):
    letters = letters_on_the_sheet(report.made.lesson)
    for name, row in report.rows("items", "item").items():
        q = report.made.all[name]
        true = report.made.item(q)
        if q["kind"] not in ("single", "truth", "multiple", "mark") or q["part"] == "bank":
            continue
        for column in ("wrong", "left_out"):
            told = {letter: int(n) for letter, n in (one.split("×") for one in row[column].split())}
            wanted = {plain(words_of(q, option)): n for option, n in true[column].items()}
            assert {letters[row["question"]][letter]: n for letter, n in told.items()} == wanted, (name, column)


# ---- the records of a class server ----


def test_a_class_server_s_folder_gives_the_same_report_as_the_files(report, tmp_path):
    from course.classroom.report.handed_in import read_class
    from course.progress import Attempt

    made = report.made
    for name, log in made.logs.items():
        Progress(tmp_path / "class" / "learners" / name / "answers").merge([Attempt(**a) for a in log])
    (tmp_path / "class" / "learners" / "nobody").mkdir()
    handed = read_class(tmp_path / "class")
    assert {name: [(a.item, a.response, a.score) for a in attempts] for name, attempts in handed.learners.items()} == {
        name: [(a["item"], a["response"], points(made.all[a["item"]], a["response"])) for a in log if not _begun(made, a)]
        for name, log in made.logs.items()
    }
    assert [s.name for s in handed.skipped] == ["nobody"]


def _begun(made: AnotherClass, a: dict) -> bool:
    return made.all[a["item"]]["kind"] == "writing" and "text" not in a["response"]
