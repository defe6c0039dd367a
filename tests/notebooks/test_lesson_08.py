"""What lesson 08 says in numbers, each counted again from the annotations, the second reading and the text."""

from collections import Counter
from functools import cache

import pytest
import yaml

from course import load_essay, passage
from course.base.records import DATA
from tests.items import lesson_items

from . import prose

TEXT = prose("08")
ONLY = ["A03.6", "A04.6", "A05.5", "B05.8", "B08.8"]


@cache
def read(name: str) -> dict:
    return yaml.load((DATA / "annotations" / name).read_text(encoding="utf-8"), yaml.CSafeLoader)


def first_labels(layer: str) -> dict[str, str]:
    """Return the first label of a layer for every whole sentence, straight from the files."""
    found = {}
    for essay in "AB":
        for entry in read(f"{essay}.yaml")["annotations"]:
            if entry["layer"] == layer and not {"quote", "quotes"} & set(entry):
                found.setdefault(entry["at"], entry["label"])
    return found


CODE, ROLE = first_labels("evidence"), first_labels("role")
TWICE = read("second-reading.yaml")["sentences"]


def said(*claims: str) -> None:
    for claim in claims:
        assert claim in TEXT, claim


def bare(essay: str, *left_out: str) -> tuple[int, int]:
    kept = [CODE[at] for at in CODE if at[0] == essay and ROLE[at] not in left_out]
    return len(kept), kept.count("assertion")


def share(essay: str, *left_out: str) -> str:
    kept, asserted = bare(essay, *left_out)
    return f"{asserted / kept:.0%}"


def test_every_sentence_is_coded_once():
    sentences = [s.id for e in "AB" for p in load_essay(e).paragraphs for s in p.sentences]
    assert len(sentences) == 116 and set(CODE) == set(ROLE) == set(sentences)
    said("两篇一共 116 句", "The two essays have 116 sentences")


def test_the_whole_account():
    assert bare("A") == (70, 57) and bare("B") == (46, 35)
    assert (share("A"), share("B")) == ("81%", "76%")
    assert "sourced-data" not in CODE.values()
    rest = [c for c in CODE.values() if c != "assertion"]
    assert len(rest) == 24 and rest.count("trend-without-data") == 14
    said("A 篇 70 句里 57 句是直接断言，B 篇 46 句里 35 句", "81% 和 76%", "其余 24 句里，一多半（14 句）", "Of the other 24 sentences more than half (14)")


def test_where_the_assertions_stand():
    late = [c for at, c in CODE.items() if "A10" <= at[:3] <= "A15"]
    assert late == ["assertion"] * 31
    assert sorted({at[:3] for at, c in CODE.items() if at[0] == "A" and c != "assertion"}) == ["A01", "A02", "A03", "A04", "A05", "A07", "A09"]
    assert {at[:3] for at in CODE if at[0] == "B"} - {at[:3] for at, c in CODE.items() if at[0] == "B" and c != "assertion"} == {"B02", "B06", "B07"}
    assert [at for at in ROLE if "A11" <= at[:3] <= "A15" and ROLE[at] != "measure"] == ["A14.2"]
    two = [at for at, c in CODE.items() if at[:3] in ("B03", "B04") and c == "assertion"]
    assert len(two) == 14 and Counter(ROLE[at] in ("premise", "claim") for at in two) == {True: 13, False: 1}
    assert len(passage("A15").sentences) == 8 and [CODE[s.id] for s in passage("A15").sentences] == ["assertion"] * 8
    said("从 A10 到 A15，31 句全是直接断言", "都在 A01–A05、A07、A09", "两段就有 14 句", "A15 的 8 句", "From A10 to A15 all 31")


def test_without_measures_the_order_is_the_other_way_about():
    assert bare("A", "measure") == (33, 20) and bare("B", "measure") == (39, 29)
    assert (share("A", "measure"), share("B", "measure")) == ("61%", "74%")
    said("A 剩 33 句，直接断言降到 61%；B 剩 39 句，仍有 74%", "A has 33 sentences and its bare assertions fall to 61%; B has 39 and still 74%")


def test_the_exercise():
    assert bare("A", "measure", "claim") == (26, 13) and bare("B", "measure", "claim") == (30, 20)
    assert (share("A", "measure", "claim"), share("B", "measure", "claim")) == ("50%", "67%")
    apart = [f"{100 * (29 / 39 - 20 / 33):.1f}", f"{100 * (20 / 30 - 13 / 26):.1f}"]
    said("A 剩 26 句，直接断言 13 句，50%；B 剩 30 句，直接断言 20 句，67%", "从 {} 个百分点变成 {} 个".format(*apart))
    said("from {} percentage points to {}".format(*apart))


def test_claims_assert_and_evidence_does_not():
    assert Counter(CODE[at] for at in CODE if ROLE[at] == "claim") == {"assertion": 16}
    ground = Counter(CODE[at] for at in CODE if ROLE[at] == "evidence")
    assert ground.total() == 14 and ground["assertion"] == 0 and ground["trend-without-data"] == 12
    said("16 句分论点全是直接断言，14 句论据里一句也没有", "14 句论据里，12 句是无数据的趋势", "All 16 claims", "of the 14 pieces of evidence 12")


def test_only_if_stands_in_five_sentences_all_of_them_assertions():
    found = [s.id for e in "AB" for p in load_essay(e).paragraphs for s in p.sentences if "只有" in s.text and "才能" in s.text]
    assert found == ONLY and {CODE[at] for at in ONLY} == {"assertion"}
    said("五处“只有……才能”在 A03.6、A04.6、A05.5、B05.8、B08.8", "The five “only if … can”")


def blind(layer: str) -> list[dict]:
    return [s for s in TWICE if layer not in s.get("known", [])]


def agreement(layer: str) -> tuple[float, float, float]:
    """Return observed agreement, agreement by chance and κ, worked out here and not by the course."""
    one, other = ([s[reader][layer] for s in blind(layer)] for reader in ("first", "second"))
    seen = sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
    chance = sum(one.count(label) * other.count(label) for label in set(one)) / len(one) ** 2
    return seen, chance, (seen - chance) / (1 - chance)


def test_agreement_and_kappa():
    seen, chance, kappa = agreement("evidence")
    assert (len(TWICE), len(blind("evidence")), len(blind("role"))) == (116, 103, 98)
    assert (f"{seen:.0%}", f"{chance:.0%}", f"{kappa:.2f}") == ("95%", "71%", "0.83")
    seen, chance_of_roles, kappa = agreement("role")
    assert (f"{seen:.0%}", f"{kappa:.2f}") == ("91%", "0.87") and chance_of_roles < chance
    assert sum(s["first"]["role"] != s["second"]["role"] for s in blind("role")) == 9
    said("一致率 95%", "碰巧约有 71% 会相同", "κ 还有 0.83", "不同的有 9 句，一致率低些，91%，κ 却有 0.87", "about 71% by chance")


def test_five_differences_about_evidence_and_one_lazy_reader():
    differ = [s["at"] for s in blind("evidence") if s["first"]["evidence"] != s["second"]["evidence"]]
    assert differ == ["A07.3", "B01.1", "B03.3", "B05.3", "B06.1"]
    first = [s["first"]["evidence"] for s in blind("evidence")]
    assert first.count("assertion") == 86 and len(first) - 86 == 17 and f"{86 / 103:.0%}" == "83%"
    said("只有 5 句不同", "一句不看也有 83%，因为 103 句里有 86 句", "这里是 17 句不是直接断言的", *differ)


def test_the_tables_have_the_rows_and_codes_of_the_annotations():
    asked = [i for i in lesson_items("08", "audit") if i.kind == "match"]
    assert [len(t.rows) for t in asked] == [3, 8, 6, 5, 4]
    assert all(row.answer == CODE[row.at] for t in asked[:3] for row in t.rows)
    marked = next(i for i in lesson_items("08", "audit") if i.kind == "mark")
    assert all(o.correct == (CODE[o.at] == "assertion") for o in marked.options)
    parts = {}
    for essay in "AB":
        for entry in read(f"{essay}.yaml")["annotations"]:
            if entry["layer"] == "evidence":
                for quote in [entry["quote"]] if "quote" in entry else entry.get("quotes", []):
                    parts.setdefault(entry["at"], []).append((quote, entry["label"]))
    for row in asked[3].rows:
        assert all((row.answer in {c for q, c in parts[row.at] if q in word or word in q}) for word in row.text.zh.split("、")), row.id


def test_silent_authority_changes_no_code_and_stands_in_the_sentences_named():
    said("A01.3、A10.1、B04.2 用了讲话里的说法", "三句照旧是直接断言")
    for at, words in {"A01.3": "内在要求和重要着力点", "A10.1": "由技术革命性突破", "B04.2": "优化组合的跃升"}.items():
        assert words in passage(at).text and words in TEXT and CODE[at] == "assertion"


def test_the_sentences_coded_in_prose_have_these_codes():
    for at, code in {"A03.3": "trend-without-data", "A04.2": "theory", "A01.2": "authority", "A09.5": "example", "A03.5": "assertion", "A02.2": "assertion", "B08.3": "assertion",
                     "B08.2": "trend-without-data", "A05.2": "assertion", "A03.2": "assertion", "B08.4": "trend-without-data"}.items():  # fmt: skip
        assert CODE[at] == code, at
    said("A03.2 点了五个领域的名")
    assert all(field in passage("A03.2").text for field in ("人工智能", "新能源", "新材料", "生命科学", "量子科技"))
    assert len("研发、设计、信息、中介".split("、") + "物流、营销、品牌管理".split("、")) == 7 and "研发、设计、信息、中介等服务" in passage("B05.4").text
    said("点了上下游七种服务的名")


@pytest.mark.parametrize("place, word", [
    ("B08.3", "必然选择"), ("B05.4", "贯穿"), ("B08.4", "这说明"), ("B03.5", "主要途径"), ("A03.2", "主要由"), ("A12.4", "引领"), ("A12.4", "倒逼"),
    ("A04.2", "影响"),
])  # fmt: skip
def test_words_quoted_stand_where_said(place, word):
    assert word in passage(place).text


def test_what_is_guessed_is_what_is_counted():
    guess = {item.id: item for item in lesson_items("08", "guess")}
    assert guess["q08-g1"].number == list(CODE.values()).count("assertion")
    of_b = [{c for at, c in CODE.items() if at[:3] == f"B0{n}"} for n in range(1, 9)]
    assert guess["q08-g2"].number == of_b.count({"assertion"})
    fall = {e: bare(e)[1] / bare(e)[0] - bare(e, "measure")[1] / bare(e, "measure")[0] for e in "AB"}
    assert guess["q08-g3"].answer == max(fall, key=fall.get).lower()
    differ = [s for s in blind("evidence") if s["first"]["evidence"] != s["second"]["evidence"]]
    assert guess["q08-g4"].number == len(differ)
    assert guess["q08-g5"].number == round(100 * 86 / 103)


def test_nine_questions_after_reading_four_of_them_on_new_sentences():
    after = lesson_items("08", "after")
    assert len(after) == 9 and sum(item.new for item in after) == 4
    said("下面九题，有四题", "Of the nine questions below four")
