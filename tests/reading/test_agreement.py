"""Agreement of two readers: against a worked example, against simulated chance, and as the data card reports it."""

import random
import re

import pytest

from course import use_language
from course.base.records import DATA
from course.reading import agreement
from course.reading.annotation import load_annotations
from course.text.essays import ESSAYS, load_essay

TWICE = agreement.load_second_reading()


def test_kappa_of_a_textbook_table():
    # Two readers, 50 proposals: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no. By hand: p_o 0.70, p_e 0.50, κ 0.40.
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert agreement.percent_agreement(first, second) == pytest.approx(0.70)
    assert agreement.cohen_kappa(first, second) == pytest.approx(0.40)


def test_kappa_is_one_in_full_agreement_and_about_zero_by_chance():
    labels = random.Random(1).choices(["a", "b", "c"], [6, 3, 1], k=30_000)
    assert agreement.cohen_kappa(labels, labels) == 1
    shuffled = random.Random(2).sample(labels, len(labels))
    assert abs(agreement.cohen_kappa(labels, shuffled)) < 0.02
    assert agreement.percent_agreement(labels, shuffled) > 0.4  # which is why percent agreement alone says little


@pytest.mark.parametrize(("first", "second"), [([], []), (["a"], ["a", "b"]), (["a", "a"], ["a", "a"])])
def test_agreement_on_nothing_is_an_error_and_not_a_number(first, second):
    with pytest.raises(ValueError):
        agreement.cohen_kappa(first, second)


def test_every_sentence_was_read_twice():
    assert [t.at for t in TWICE] == [s.id for e in ESSAYS for s in load_essay(e).sentences]


@pytest.mark.parametrize("layer", agreement.LAYERS)
def test_a_label_that_the_guideline_gives_does_not_count_as_blind(layer):
    guideline = (DATA / "annotations" / "README.md").read_text(encoding="utf-8")
    cases = set(re.findall(r"[AB]\d\d\.\d", guideline.split(f"\n## {layer} ")[1].split("\n## ")[0]))
    cases -= {"A09.5"}  # read blind before it became a case
    assert not cases & {t.at for t in agreement.read_blind(TWICE, layer)}


def test_the_data_card_gives_the_agreement_computed_here():
    card = (DATA / "README.md").read_text(encoding="utf-8")
    for layer, (percent, kappa, count) in agreement.agreement_by_layer(TWICE).items():
        assert f"| `{layer}` | {count} | {100 * percent:.0f} % | {kappa:.2f} |" in card
    plain = " ".join(card.split())
    blind = agreement.read_blind(TWICE, "evidence")
    assertions = sum(t.first.evidence == "assertion" for t in blind)
    assert f"For {assertions} of the {len(blind)} sentences the first reader’s evidence code is `assertion`" in plain
    policy = [t for t in TWICE if "A11" <= t.at[:3] <= "A15"]
    assert all(t.first == t.second for t in policy) and f"agree on all {len(policy)}" in plain
    others = agreement.agreement_by_layer([t for t in TWICE if t not in policy])
    role, evidence = others["role"], others["evidence"]
    assert f"κ is {role[1]:.2f} for role ({role[2]} sentences) and {evidence[1]:.2f} for evidence ({evidence[2]})" in plain
    assert [len(agreement.disagreements(TWICE, layer)) for layer in agreement.LAYERS] == [9, 5]
    assert "nine roles and five evidence codes" in plain


def test_the_data_card_names_the_labels_that_were_changed():
    changed = []
    for t in TWICE:
        now = {a.label.layer: a.label.id for a in reversed(load_annotations(t.at[0]).annotations) if a.at == t.at and a.whole}
        if any(getattr(t.first, layer) != now[layer] for layer in agreement.LAYERS):
            changed.append(t.at)
    plain = " ".join((DATA / "README.md").read_text(encoding="utf-8").split())
    assert f"changed ({', '.join(changed)})" in plain


def test_labels_now_in_use_are_those_that_were_settled():
    for t in TWICE:
        reading = load_annotations(t.at[0])
        own = [a for a in reading.annotations if a.at == t.at and a.whole]
        for layer in agreement.LAYERS:
            now = [a.label.id for a in own if a.label.layer == layer]
            given = {getattr(t.first, layer), getattr(t.second, layer)}
            assert given & set(now), f"{t.at} {layer}: read as {given}, now {now}"
            if len(given) == 1:
                assert now[0] in given, f"{t.at} {layer}: both readers said {given}, the main label now is {now[0]}"


def test_the_tables_of_agreement_name_layers_and_labels_and_show_no_ids():
    assert [row[0] for row in agreement.agreement_table(TWICE)] == ["论证作用", "凭什么"]
    assert agreement.agreement_table(TWICE).rows[1][1:] == agreement.agreement_by_layer(TWICE)["evidence"]
    differ = agreement.disagreements(TWICE, "evidence")
    assert [row[0] for row in differ] == [t.at for t in agreement.read_blind(TWICE, "evidence") if t.first.evidence != t.second.evidence]
    assert ("B05.3", "直接断言", "理论") in differ.rows
    use_language("en")
    assert ("B05.3", "bare assertion", "theory") in agreement.disagreements(TWICE, "evidence").rows
