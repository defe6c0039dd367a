"""The three forms: made to one plan, of no use to one who guesses by form, and met nowhere but in the two tests."""

import json
import re
import shutil
import zipfile
from statistics import mean

import pytest
import yaml

from course.base import DATA, DataError
from course.lessons import FORMS, NOTEBOOKS, NOT_MEASURED, all_items, form_items, load_form, load_skills, measured_skills
from course.lessons.forms import check_forms_alike, read_form
from course.text import ESSAYS, PRACTICE, load_essay, passage
from tests.items import Whole
from tests.quiz.guessing import MOST, STRATEGIES, above_chance

SINGLES = {form: [i for i in load_form(form).scored if i.kind == "single"] for form in FORMS}
each_form = pytest.mark.parametrize("form", FORMS)
each_language = pytest.mark.parametrize("language", ["zh", "en"])

# What stands in each text, sentence by sentence: the same things in another order (data/forms/README.md).
PLAN = {
    "background": ("K01.1", "L01.2", "M01.1"), "either-or": ("K01.2", "L01.3", "M01.3"), "claim": ("K01.3", "L01.1", "M01.2"),
    "figure": ("K02.1", "L04.1", "M06.1"), "what was counted": ("K02.2", "L04.2", "M06.2"), "more than the figure shows": ("K02.3", "L04.3", "M06.3"),
    "a fear": ("K03.1", "L06.1", "M05.1"), "a trial": ("K03.2", "L06.2", "M05.2"), "a sound step": ("K03.3", "L06.3", "M05.3"),
    "study without source": ("K04.1", "L02.1", "M04.1"), "one case": ("K04.2", "L02.2", "M04.2"), "generalised": ("K04.3", "L02.3", "M04.3"),
    "analogy": ("K05.1", "L05.1", "M03.1"), "drawn out": ("K05.2", "L05.2", "M03.2"), "helps": ("K05.3", "L05.3", "M03.3"), "only": ("K05.4", "L05.4", "M03.4"),
    "drawback": ("K06.1", "L07.1", "M07.1"), "for whom": ("K06.2", "L07.2", "M07.2"), "narrowed": ("K06.3", "L07.3", "M07.3"),
    "a word": ("K07.1", "L03.1", "M02.1"), "the word shifted": ("K07.2", "L03.2", "M02.2"), "farewell": ("K08.1", "L08.1", "M08.1"),
}  # fmt: skip
# Words that show that a sentence does what the plan says.
SIGNS = {
    "either-or": "要么.*要么", "claim": "我建议", "figure": "第.页写着", "what was counted": "还注明.*算", "more than the figure shows": "足见", "a fear": "有人担心",
    "a sound step": "可见，试行的.天里", "study without source": "有(研究|调查)", "one case": "就是例子", "generalised": "由此看来", "analogy": "好比", "helps": "有助于",
    "only": "只有.*才", "drawback": "^当然", "narrowed": "因此我建议先.*只要.*三次.*就", "a word": "意思是", "the word shifted": "^既然",
}  # fmt: skip


def han(text: str) -> int:
    return len(re.findall(r"[\u4e00-\u9fff]", text))


def characters(form: str) -> int:
    return sum(han(p.text) for p in load_essay(form).paragraphs)


# ---- alike ----


@each_form
def test_a_text_has_about_500_characters_and_as_many_as_the_others(form):
    middle = mean(map(characters, FORMS))
    assert 475 <= characters(form) <= 525 and abs(characters(form) / middle - 1) <= 0.05
    assert len(load_essay(form).sentences) == len(PLAN)


def test_every_sentence_of_every_text_is_in_the_plan_and_does_what_it_says():
    for n, form in enumerate(FORMS):
        assert sorted(places[n] for places in PLAN.values()) == sorted(s.id for s in load_essay(form).sentences)
        for name, sign in SIGNS.items():
            assert re.search(sign, passage(PLAN[name][n]).text), (form, name)


def test_the_parts_stand_in_another_order_in_each_text():
    parts = ("claim", "figure", "a trial", "one case", "analogy", "drawback", "a word")
    orders = [tuple(sorted(parts, key=lambda p: PLAN[p][n])) for n in range(len(FORMS))]
    assert len(set(orders)) == len(FORMS)


def test_sentences_that_do_the_same_are_about_equally_long():
    for name, places in PLAN.items():
        lengths = [han(passage(p).text) for p in places]
        assert max(lengths) - min(lengths) <= 14, (name, lengths)


def test_the_forms_are_parallel_item_by_item_and_rest_on_the_same_sentences():
    check_forms_alike()
    place = {p: name for name, places in PLAN.items() for p in places}
    for items in zip(*(load_form(f).scored for f in FORMS)):
        deciding = [{o.id: place[o.see] for o in Whole(i).options} | {r.id: place[r.see] for r in Whole(i).rows} for i in items]
        assert deciding[0] == deciding[1] == deciding[2], items[0].id


@each_form
def test_a_form_has_twelve_scored_items_three_for_each_skill_it_measures_and_one_written_answer(form):
    items = load_form(form).scored
    assert len(items) == 12 and all(sum(i.objective == s.id for i in items) == 3 for s in measured_skills())
    assert {s.id for s in load_skills()} - {s.id for s in measured_skills()} == set(NOT_MEASURED)
    writing, rating = load_form(form).written
    assert not writing.is_scored and not rating.is_scored and all(len(c.levels) == 3 for c in rating.rubric)
    assert writing.prompt == load_form("K").written[0].prompt and rating.rubric == load_form("K").written[1].rubric
    assert 80 <= han(writing.model.zh) <= 125


@each_language
def test_options_are_as_long_in_one_form_as_in_another(language):
    def lengths(items):
        return [len(getattr(o.text, language)) for i in items for o in i.options]

    means = {form: mean(lengths(items)) for form, items in SINGLES.items()}
    assert max(means.values()) / min(means.values()) <= 1.1, means
    keys = {form: mean(len(getattr(o.text, language)) for i in items for o in i.options if o.correct) for form, items in SINGLES.items()}
    assert all(0.85 <= keys[f] / means[f] <= 1.15 for f in FORMS), (keys, means)


@each_language
@pytest.mark.parametrize("name", [name for name in STRATEGIES if name != "by wording"])
@each_form
def test_guessing_by_form_earns_no_more_than_ten_points_above_chance(form, name, language):
    assert above_chance(SINGLES[form], STRATEGIES[name], language) <= MOST


@each_language
def test_a_reader_of_the_wording_of_other_options_finds_no_more_here(language):
    """For the three together: they are parallel, and ten questions are too few to tell a habit of wording from chance."""
    everything = [item for form in FORMS for item in SINGLES[form]]
    assert above_chance(everything, STRATEGIES["by wording"], language) <= MOST


@each_form
def test_chance_and_the_number_of_options_are_those_of_the_other_forms(form):
    assert [len(i.options) for i in SINGLES[form]] == [4] * 10
    shape = [(len(i.rows), len(i.choices)) for i in load_form(form).scored if i.kind == "match"]
    assert shape == [(5, 4), (4, 5)]


@each_form
def test_right_options_stand_in_every_place(form):
    places = [next(n for n, o in enumerate(i.options) if o.correct) for i in SINGLES[form]]
    assert all(2 <= places.count(n) <= 3 for n in range(4)), places


@each_form
def test_what_feedback_quotes_stands_in_the_sentence_it_names(form):
    for item in load_form(form).scored:
        item = Whole(item)
        for told, see in [(o.feedback, o.see) for o in item.options] + [(r.feedback, r.see) for r in item.rows]:
            cited = [see, *re.findall(rf"{form}\d\d\.\d", told.zh)]
            known = "".join(passage(p).text for p in cited)
            for quoted in re.findall("“([^”]+)”", told.zh):
                assert all(part in known for part in quoted.split("……") if part), (item.id, quoted)
            for quoted in re.findall("“([^”a-zA-Z]+)”", told.en):
                assert all(part in known for part in quoted.split("……") if part), (item.id, quoted)


@each_form
def test_both_languages_are_whole_and_the_text_says_that_it_is_invented(form):
    whole = load_form(form)
    assert "虚构" in whole.text.author_note and all(line.strip() for line in whole.english.values())
    for item in whole.scored:
        for text in [item.prompt, *(o.feedback for o in Whole(item).options), *(r.feedback for r in Whole(item).rows)]:
            assert not re.search(r"[\u4e00-\u9fff][,;:?!]", text.zh) and not re.search("[，。；：？！]", re.sub("“[^”]*”", "", text.en)), item.id


# ---- met nowhere else ----


def test_no_lesson_exam_review_export_or_page_has_a_form(tmp_path):
    from course.exports import write_bank
    from course.widgets.exam.state import exam_items

    ours = set(form_items())
    assert len(ours) == 3 * 14 and not ours & {i.id for i in all_items()}
    assert not ours & {i.id for i in exam_items(None, 10_000)}
    assert not set(FORMS) & {*ESSAYS, *PRACTICE}
    named = re.compile(r"\bf[KLM]-|\b[KLM]0\d(\.\d)?\b")
    for item in all_items():
        assert not [p for p in item.places if p[0] in FORMS], item.id
    files = [*NOTEBOOKS.glob("*.ipynb"), *(DATA / "quizzes").glob("*.yaml"), *(DATA / "teaching").glob("*.yaml"), *(DATA / "exam").glob("*.yaml"), DATA / "lessons.yaml"]
    sentences = [s.text for form in FORMS for s in load_essay(form).sentences if len(s.text) > 12]
    for path in files:
        text = path.read_text(encoding="utf-8")
        prose = "".join("".join(c["source"]) for c in json.loads(text)["cells"]) if path.suffix == ".ipynb" else text
        assert not named.search(prose), path.name
        assert not [s for s in sentences if s in text], path.name
    for path in write_bank(tmp_path):
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                parts = [package.read(name) for name in package.namelist()]
        for part in parts:
            assert not any(i.encode() in part for i in ours) and not any(s.encode() in part for s in sentences), path.name


# ---- its file ----


def broken(folder, edit, name="K.yaml"):
    """Return the reading of form K with a change made to one of its files."""
    for file in ("K.yaml", "writing.yaml"):
        shutil.copy(DATA / "forms" / file, folder / file)
    data = yaml.load((folder / name).read_text(encoding="utf-8"), yaml.CBaseLoader)
    edit(data)
    (folder / name).write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return read_form(folder / "K.yaml")


BROKEN = {
    "a skill there is not": (lambda d: d["items"][0].update(skill="courage"), ["K.yaml", "fK-01", "skill", "courage"]),
    "a skill that is not measured": (lambda d: d["items"][0].update(skill="numbers"), ["fK-01", "skill", "numbers"]),
    "an objective of a lesson": (lambda d: d["items"][0].update(objective="02-1"), ["fK-01", "objective"]),
    "four items of one skill": (lambda d: d["items"][0].update(skill="evidence"), ["K.yaml", "3 items of each skill", "structure has 2"]),
    "an item out of its place": (lambda d: d["items"].reverse(), ["K.yaml", "fK-12", "fK-01 stands here"]),
    "a place in another text": (lambda d: d["items"][0].update(places=["L01"]), ["fK-01", "places", "L01"]),
    "a sentence without English": (lambda d: d["english"].pop("K03.2"), ["K.yaml", "english", "K03.2"]),
    "English for a sentence there is not": (lambda d: d["english"].update({"K09.1": "More."}), ["english", "K09.1"]),
    "another title than the text has": (lambda d: d["title"].update(zh="别的"), ["title.zh", "午饭让学生自己盛"]),
    "a field nobody knows": (lambda d: d.update(colour="red"), ["K.yaml", "colour"]),
    "two right options": (lambda d: d["items"][0]["options"][1].update(correct="true"), ["fK-01", "options"]),
    "a form with another name": (lambda d: d.update(form="L"), ["K.yaml", "form"]),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_on_purpose_is_named_with_its_place(tmp_path, what):
    edit, hints = BROKEN[what]
    with pytest.raises(DataError) as told:
        broken(tmp_path, edit)
    assert all(hint in str(told.value) for hint in hints), told.value


def test_a_rubric_of_two_levels_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"writing.yaml.*rubric\[0\].levels"):
        broken(tmp_path, lambda d: d["rubric"][0]["levels"].pop(), "writing.yaml")


def test_forms_that_are_not_parallel_are_refused(monkeypatch, tmp_path):
    from course.lessons import forms

    def another_key(data):
        data["items"][2]["options"][0].pop("correct")
        data["items"][2]["options"][1]["correct"] = "true"

    changed = broken(tmp_path, another_key)
    whole = {form: load_form(form) for form in FORMS} | {"K": changed}
    monkeypatch.setattr(forms, "load_form", whole.__getitem__)
    with pytest.raises(DataError, match="fL-03.*correct.*fK-03"):
        check_forms_alike()
