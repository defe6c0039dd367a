"""`python -m course check` passes on the course as it is, and names the place of whatever is broken on purpose."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent


@pytest.fixture
def copy(tmp_path):
    """A copy of the program and its data, to be broken."""
    for folder in ("course", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    return tmp_path


def check(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "course", "check"], cwd=folder, capture_output=True, text=True)


def change(folder: Path, name: str, edit) -> None:
    path = folder / "data" / name
    if path.suffix == ".md":
        path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
        return
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    edit(data)
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")


def entry(data: dict, field: str, name: str) -> dict:
    return next(e for e in data[field] if e["id"] == name)


def gist(data: dict, place: str) -> dict:
    return next(g["text"] for g in data["gists"] if g["at"] == place)


def option(data: dict, zh: str) -> dict:
    return next(o["text"] for item in data["items"] for o in item.get("options", []) if o.get("text", {}).get("zh") == zh)


def leave_out(node: str):
    """Take a step out of a map, and out of the relations it is a reason in."""

    def edit(data: dict) -> None:
        data.update(nodes=[n for n in data["nodes"] if n["id"] != node])
        for relation in data["relations"]:
            relation["from"] = [each for each in relation["from"] if each != node]

    return edit


def test_the_course_as_it_is_passes(copy):
    done = check(copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert "70 sentences" in done.stdout and "46 sentences" in done.stdout


A, ARG, Q, GLOSS = "annotations/A.yaml", "arguments/A.yaml", "questions/A.yaml", "glossary.yaml"
B, ARG_B, Q_B, GUIDE = "annotations/B.yaml", "arguments/B.yaml", "questions/B.yaml", "annotations/README.md"
MARKED = {"id": "b03-7-especially", "at": "B03.7", "quote": "特别是", "layer": "marker", "label": "example"}
PAIR = {"id": "b03-4-antithesis", "at": "B03.4", "quotes": ["承载者", "扩散者"], "layer": "device", "label": "antithesis"}
REASONED = {"id": "a09-2-reasoning", "at": "A09.2", "layer": "method", "label": "reasoning"}
ENOUGH = {"zh": "三方面改好了，新型生产关系就能建成。", "en": "Reform in three areas gives new relations of production."}
BROKEN = {
    "a quote that is not in the text": (A, lambda d: entry(d, "annotations", "a02-2-both").update(quotes=["既是", "也不是"]), ["annotations/A.yaml", "a02-2-both", "A02.2", "也不是", "0 times"]),
    "a quote that stands twice": (A, lambda d: entry(d, "annotations", "a02-1-must").update(quote="生产力"), ["a02-1-must", "A02.1", "生产力", "times there, not once"]),
    "an id used twice": (A, lambda d: d["annotations"].append(d["annotations"][0]), ["a01-1-authority", "two entries"]),
    "a sentence without a role": (A, lambda d: d.update(annotations=[a for a in d["annotations"] if not (a["at"] == "A08.2" and a["layer"] == "role")]), ["A08.2", "no role"]),
    "a claim that does not say what it rests on": (A, lambda d: d.update(annotations=[a for a in d["annotations"] if not (a["at"] == "A04.1" and a["layer"] == "evidence")]), ["A04.1", "0 codes"]),
    "a code nobody asks about": (Q, lambda d: d.update(questions=[q for q in d["questions"] if q["at"] != "A03.5"]), ["annotations/A.yaml", "a03-5", "no_question"]),
    "a paragraph without a gist": (A, lambda d: d.update(gists=[g for g in d["gists"] if g["at"] != "A11"]), ["A11", "no gist"]),
    "a note in one language only": (A, lambda d: entry(d, "annotations", "a02-2-both")["note"].pop("en"), ["a02-2-both", "note.en"]),
    "a gist with an empty language": (A, lambda d: d["gists"][0]["text"].update(zh=""), ["A01", "zh"]),
    "a question in one language only": (Q, lambda d: d["questions"][0]["answer"].pop("zh"), ["questions/A.yaml", "answer.zh"]),
    "a question whose words are not in the text": (Q, lambda d: d["questions"][0].update(quote="没有的话"), ["questions/A.yaml", "quote", "0 times"]),
    "a relation from nowhere": (ARG, lambda d: d["relations"][0].update({"from": ["nobody"]}), ["arguments/A.yaml", "nobody"]),
    "a relation to nowhere": (ARG, lambda d: d["relations"][0].update(to="nobody"), ["arguments/A.yaml", "nobody"]),
    "reasons in a circle": (ARG, lambda d: d["relations"].append({"id": "r-circle", "kind": "support", "from": ["a-thesis"], "to": d["relations"][0]["from"][0]}), ["arguments/A.yaml", "circle"]),
    "a node under no thesis": (ARG, lambda d: d["nodes"].append({"id": "a-loose", "kind": "premise", "at": ["A03.2"], "text": {"zh": "散", "en": "loose"}}), ["a-loose", "no chain of relations"]),
    "a node in one language only": (ARG, lambda d: d["nodes"][3]["text"].pop("en"), ["arguments/A.yaml", "text.en"]),
    "a gloss for a term that never occurs": (GLOSS, lambda d: d["terms"][0].update(term="新质战斗力"), ["glossary.yaml", "新质战斗力", "does not occur"]),
    "a gloss in one language only": (GLOSS, lambda d: d["terms"][0]["gloss"].pop("zh"), ["glossary.yaml", "gloss.zh"]),
    "a sentence without its line in short": ("short/B.yaml", lambda d: d["short"].pop(9), ["short/B.yaml", "B03.5", "no entry"]),
    "a parallel with a place that is not there": ("arguments/parallels.yaml", lambda d: d["parallels"][0]["rows"][0]["cells"][0].append("A03.9"), ["parallels.yaml", "A03.9"]),
    "more notes at which to stop than two": (A, lambda d: entry(d, "annotations", "a09-2-category").pop("more"), ["annotations/A.yaml", "a09-2-category", "A09.2 shows 3 of its 3 notes"]),
    "a sentence with too much said of it": (A, lambda d: entry(d, "annotations", "a10-2-map")["note"].update(en="more words " * 60), ["a10-2-map", "A10.2", "English words"]),
    "a note that ends in what is not said": (A, lambda d: entry(d, "annotations", "a03-4-some")["note"].update(zh="各有多少、是哪些，文中没有说。"), ["a03-4-some", "ends by saying what is not said"]),
    "a why that ends in what is not said": (GLOSS, lambda d: entry(d, "terms", "cuopei")["why"].update(zh="它从哪里来，本段没有说。"), ["cuopei", "ends by saying what is not said"]),
    "a note that explains the reverse of its labels": (A, lambda d: entry(d, "annotations", "a07-1-note")["note"].update(zh="先标分论点，再标对策。"), ["a07-1-note", "A07.1", "'对策', '分论点'"]),
    "an example marker that is none": (B, lambda d: d["annotations"].append(MARKED), ["annotations/B.yaml", "b03-7-especially", "特别是 is no marker/example"]),
    "a condition that supposes nothing": (B, lambda d: entry(d, "annotations", "b03-5-condition").update(label="condition"), ["b03-5-condition", "如果说 is no marker/condition"]),
    "a word read by its characters and not by its use": (B, lambda d: entry(d, "annotations", "b03-1-note")["note"].update(en="催生 is to hasten the birth of breakthroughs."), ["annotations/B.yaml", "b03-1-note", "催生", "hasten the birth"]),
    "a step of a kind that its sentence is not labelled": (ARG, lambda d: entry(d, "nodes", "a-goal").update(kind="goal"), ["arguments/A.yaml", "a-goal", "A01.3 is labelled premise"]),
    "an antithesis that is none": (B, lambda d: d["annotations"].append(PAIR), ["annotations/B.yaml", "b03-4-antithesis", "field label", "no-antithesis"]),
    "an example marker that was taken off": (B, lambda d: d["annotations"].append({**MARKED, "at": "B07.2"}), ["annotations/B.yaml", "b03-7-especially", "特别是 is no marker/example"]),
    "a reasoning that draws on no principle": (A, lambda d: d["annotations"].append(REASONED), ["annotations/A.yaml", "a09-2-reasoning", "field label", "no-reasoning"]),
    "a heading argued for that is only a measure": (B, lambda d: d.update(annotations=[a for a in d["annotations"] if a["id"] != "b07-1-claim"]), ["annotations/B.yaml", "B07.1", "field role", "['measure', 'claim']"]),
    "a finding that is only a measure": (B, lambda d: d.update(annotations=[a for a in d["annotations"] if a["id"] != "b08-6-evidence"]), ["annotations/B.yaml", "B08.6", "field role", "['measure', 'evidence']"]),
    "a concession that bears on nothing": (ARG_B, lambda d: entry(d, "relations", "rb-make-concede").update(kind="support"), ["arguments/B.yaml", "rb-make-concede", "field kind", "concede"]),
    "a gist that reads 催生 by its characters": (B, lambda d: gist(d, "B03").update(en="Argues that producer services hasten breakthroughs."), ["annotations/B.yaml", "B03", "text.en", "hasten", "cuisheng"]),
    "a question that reads 催生 by its characters": (Q_B, lambda d: entry(d, "questions", "q-b03-5-metaphor")["answer"].update(en="Only then does it hasten, give rise to, anything."), ["questions/B.yaml", "q-b03-5-metaphor", "answer.en", "hasten"]),
    "a sound that is not the word’s": (GLOSS, lambda d: entry(d, "terms", "jibude").update(pinyin="jíbùdé"), ["glossary.yaml", "jibude", "field pinyin", "jíbude", "neutral tone"]),
    "a term that does not sound as its words do": (GLOSS, lambda d: entry(d, "terms", "zhi-de-yuesheng").update(pinyin="zhǐ de yuèshēng"), ["glossary.yaml", "zhi-de-yuesheng", "field pinyin", "dictionary.tsv"]),
    "a why that takes sides": (GLOSS, lambda d: entry(d, "terms", "shichang-fenge")["why"].update(zh="它抵消市场规模的优势。"), ["glossary.yaml", "shichang-fenge", "why.zh", "抵消"]),
    "a why that says too much": (GLOSS, lambda d: entry(d, "terms", "naixin-ziben")["why"].update(en="Short money will not do."), ["glossary.yaml", "naixin-ziben", "why.en", "short money"]),
    "a why that counts wrong": (GLOSS, lambda d: entry(d, "terms", "zuoyong-xiaoguo")["why"].update(zh="前面五段说作用很大。"), ["glossary.yaml", "zuoyong-xiaoguo", "why.zh", "前面五段"]),
    "a gloss of another concept": (GLOSS, lambda d: entry(d, "terms", "touru-chanchu-xiaolu")["gloss"].update(en="Input–output efficiency."), ["glossary.yaml", "touru-chanchu-xiaolu", "gloss.en"]),
    "a name without an entry": (GLOSS, lambda d: d.update(terms=[t for t in d["terms"] if t["term"] != "国家实验室体系"]), ["glossary.yaml", "国家实验室体系", "no entry"]),
    "a reader’s own why without conjecture in its words": (GLOSS, lambda d: entry(d, "terms", "zhaoshang").pop("reader"), ["glossary.yaml", "zhaoshang", "field reader", "reader-s-own"]),
    "a source nobody asks for": (Q, lambda d: d.update(questions=[q for q in d["questions"] if q["id"] != "q-a05-4-source"]), ["questions/A.yaml", "entry A05.4, field at", "source"]),
    "measures without a question of order and price": (Q, lambda d: entry(d, "questions", "q-a10-2-priorities")["question"].update(zh="做什么？"), ["questions/A.yaml", "A10.2", "asked-of-a"]),
    "advantages of which only one is asked about": (Q, lambda d: entry(d, "questions", "q-a11-6-cost")["question"].update(zh="成本低多少？"), ["questions/A.yaml", "entry A11.6, field at", "市场"]),
    "a pressure whose causes nobody asks for": (Q, lambda d: d.update(questions=[q for q in d["questions"] if q["id"] != "q-a07-3-fiscal"]), ["questions/A.yaml", "A07.3", "财政压力"]),
    "mechanisms for which nobody asks a case": (Q_B, lambda d: d.update(questions=[q for q in d["questions"] if q["id"] != "q-b05-8-case"]), ["questions/B.yaml", "entry B05.8, field at", "source"]),
    "an unstated premise that is left out": (ARG_B, leave_out("b-no-other-way"), ["arguments/B.yaml", "b-no-other-way", "no entry"]),
    "a rule of the guideline that says the opposite": (GUIDE, lambda s: s.replace("A09.1, B07.1, B08.1): `measure`", "A09.1): `measure`"), ["annotations/README.md", "rule 1", "B07.1, B08.1"]),
    "a step that is apart from nothing": (ARG, lambda d: entry(d, "nodes", "a-forces").update(apart="true"), ["arguments/A.yaml", "a-forces", "apart"]),
    "one construction in two kinds": (ARG_B, lambda d: entry(d, "nodes", "b-open-both").update(kind="action", apart="true"), ["arguments/B.yaml", "b-open-both", "one construction, one kind"]),
    "a step that says what a question keys false": (ARG, lambda d: entry(d, "nodes", "a-three-areas").update(text=ENOUGH), ["arguments/A.yaml", "a-three-areas", "A10.2", "q04-04 does not let stand"]),
    "an inference of the reader's that is not marked": (GLOSS, lambda d: entry(d, "terms", "caizheng-yali").pop("reader"), ["glossary.yaml", "caizheng-yali", "reader: true"]),
    "a stray quotation mark": (ARG_B, lambda d: entry(d, "nodes", "b-make-system")["text"].update(en='"A modern industrial system."'), ["arguments/B.yaml", "b-make-system", "straight quotation marks"]),
    "因地制宜 in other words": (ARG, lambda d: entry(d, "relations", "r-steady")["note"].update(en="This is suiting local conditions."), ["arguments/A.yaml", "r-steady", "因地制宜 is “as local conditions require”"]),
    "成果转化 in other words": (ARG, lambda d: entry(d, "nodes", "a-tech-gap")["text"].update(en="The use made of results falls short."), ["a-tech-gap", "成果转化", "the English has neither"]),
    "新型生产关系 in other words": (ARG, lambda d: entry(d, "nodes", "a-thesis")["text"].update(en="New quality productive forces need new-type relations of production."), ["a-thesis", "新型生产关系", "new-type relations"]),
    "新型举国体制 in other words": (Q, lambda d: entry(d, "questions", "q-a14-3-tension")["question"].update(en="A new nationwide system?"), ["questions/A.yaml", "q-a14-3-tension", "新型举国体制"]),
    "改造 in other words": (Q, lambda d: entry(d, "questions", "q-a12-2-step")["question"].update(en="Why have firms not renovated?"), ["q-a12-2-step", "改造 is “upgrading”", "renovat"]),
    "论述 in other words": (ARG_B, lambda d: entry(d, "nodes", "b-authority")["text"].update(en="The doctrine on producer services has standing."), ["b-authority", "doctrine"]),
    "技术经理人 in other words": (ARG, lambda d: entry(d, "nodes", "a-gather-tech")["text"].update(en="Train technology managers."), ["a-gather-tech", "技术经理人 is “technology transfer manager”"]),
    "改造 in other words among a question’s options": ("quizzes/04.yaml", lambda d: option(d, "支持企业做技术改造").update(en="Supporting firms in technical renewal"), ["quizzes/04.yaml", "改造", "the English has neither"]),
    "a line in short that leaves a term out": ("short/A.yaml", lambda d: d["short"][5]["short"].update(en="Reform is needed."), ["short/A.yaml", "the English has neither"]),
    "a label without its test in English": ("annotations/labels.yaml", lambda d: d["labels"][0]["meaning"].pop("en"), ["labels.yaml", "thesis", "meaning.en"]),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_on_purpose_is_named_with_its_place(copy, what):
    name, edit, hints = BROKEN[what]
    change(copy, name, edit)
    done = check(copy)
    assert done.returncode == 1
    for hint in hints:
        assert hint in done.stderr, done.stderr
    assert "Traceback" not in done.stderr


def test_a_heading_of_a_notebook_without_its_step_in_the_plan_is_named(copy):
    path = copy / "notebooks" / "02-why-reform.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace('"## 数一数', '"### 数一数'), encoding="utf-8")
    done = check(copy)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    assert all(words in done.stderr for words in ("02-why-reform.ipynb", "data/lessons.yaml", "entry 02"))
