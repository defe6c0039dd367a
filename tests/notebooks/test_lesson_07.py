"""Lesson 07: its numbers, each from the text and not from the notebook."""

from course import passage, textstats
from course.lessons.plan import all_items, lesson_items
from course.reading.argument import load_argument
from course.text import checked_words as segmentation, essays as corpus

from . import prose

TEXT = prose("07")
A, B = segmentation.words_of("A"), segmentation.words_of("B")


def types(words: list[str]) -> float:
    return len(set(words)) / len(words)


def test_sizes_and_the_word_that_is_not_key():
    assert (len(A), len(B)) == (1835, 1292) and "A 篇 1835 词，B 篇 1292 词" in TEXT
    rates = [1000 * words.count("新质生产力") / len(words) for words in (A, B)]
    assert all(16.5 < rate < 17.5 for rate in rates) and "十七次左右" in TEXT
    first_and_last = [row[0] for row in textstats.keyness(A, B, least=5)]
    assert "新质生产力" not in first_and_last[:10] + first_and_last[-10:]


def test_the_keywords_named_lead_on_their_side():
    order = [row[0] for row in textstats.keyness(A, B, least=5)]
    assert {"传统产业", "新兴产业", "未来产业", "机制", "科技", "改革", "要", "不能"} <= set(order[:15])
    assert {"生产性服务业", "知识", "融合", "通过", "能够"} <= set(order[-15:])
    assert A.count("要") > 0 == B.count("要")


def test_the_ratio_turns_round_at_equal_length():
    assert types(B) > types(A)
    for length in (600, 1200):
        assert types(A[:length]) > types(B[:length])
    assert types(A[:600]) > types(A[:1200]) and types(B[:600]) > types(B[:1200])
    windows = [sum(types(w[i : i + 50]) for i in range(len(w) - 49)) / (len(w) - 49) for w in (A, B)]
    assert windows[0] > windows[1]


def test_the_longest_shared_run_is_a_quotation_in_both():
    run = "“健全因地制宜发展新质生产力体制机制”"
    assert run in passage("A01.2").text and run in passage("B01.2").text
    texts = ["".join(s.text for s in corpus.load_essay(e).sentences) for e in "AB"]
    longer = len(run) + 1
    assert not [texts[0][i : i + longer] for i in range(len(texts[0]) - longer + 1) if texts[0][i : i + longer] in texts[1]]
    assert "加快建设现代化产业体系" in passage("A05.5").text and "加快建设现代化产业体系" in passage("B07.3").text


def test_openings_and_factors_are_most_alike():
    pairs = [(a, b) for a, b, _ in textstats.alike(segmentation.word_lists("A"), segmentation.word_lists("B"), best=2)]
    assert pairs == [("A01", "B01"), ("A04", "B04")]


def test_only_if_closes_every_line_of_a_and_the_third_of_b():
    assert [p.id for p in corpus.paragraphs_between("A03", "A05") if "只有" in p.sentences[-1].text] == ["A03", "A04", "A05"]
    assert [p.id for p in corpus.paragraphs_between("B03", "B05") if "只有" in p.text] == ["B05"]


def test_to_demand_a_says_yao_and_b_says_ying():
    assert [(words.count("要"), words.count("应")) for words in (A, B)] == [(9, 0), (0, 5)]
    prompt = next(i.prompt.zh for i in all_items() if i.id == "q07-13")
    assert "单用的“要”，A 篇 9 次，B 篇没有" in prompt


def test_the_particle_is_common_in_both_and_denser_in_b():
    rates = [1000 * words.count("的") / len(words) for words in (A, B)]
    assert 40 < rates[0] < 50 and rates[1] > 1.5 * rates[0] and "“的”两篇都常用，B 篇更密" in TEXT


def test_the_first_rows_all_have_a_word_that_b_lacks():
    rows = list(textstats.keyness(A, B, least=5))[:10]
    assert [B.count(row[0]) for row in rows] == [0] * 10 and "垫 0.5 次" in TEXT


def test_the_first_1200_words_of_a_end_before_the_measures():
    before = sum(len(words) for place, words in segmentation.word_lists("A").items() if place <= "A10")
    assert 1150 < before < 1200 and "A 篇前 1200 词几乎都在 A01–A10" in TEXT


def test_seventeen_characters_are_shared_and_a_third_place_has_them_without_marks():
    run = "健全因地制宜发展新质生产力体制机制"
    assert len(run) == 17 and all(f"“{run}”" in passage(place).text for place in ("A01.2", "B01.2"))
    assert run in passage("A02.2").text and f"“{run}”" not in passage("A02.2").text


def test_every_pillar_of_a_reports_a_circumstance_and_none_of_b():
    def kinds(essay: str, kind: str) -> list[str]:
        nodes = [n for n in load_argument(essay).nodes.values() if n.kind == kind and not n.supplied]
        return sorted({place[:3] for n in nodes for place in n.at} & {f"{essay}0{k}" for k in (3, 4, 5)})

    assert kinds("A", "circumstance") == ["A03", "A04", "A05"] and kinds("B", "circumstance") == []
    assert kinds("A", "concession") == ["A03"] and kinds("B", "concession") == ["B03"]


def test_what_is_guessed_is_what_is_counted():
    guess = {item.id: item for item in lesson_items("07", "guess")}
    order = [row[0] for row in textstats.keyness(A, B, least=5)]
    assert guess["q07-g1"].word == order[0]
    assert guess["q07-g2"].answer == "none" and "新质生产力" not in order[:10] + order[-10:]
    higher = ["a" if types(A) > types(B) else "b", "a" if types(A[:1200]) > types(B[:1200]) else "b"]
    assert guess["q07-g3"].answer == "".join(higher)
    assert guess["q07-g4"].number == len("健全因地制宜发展新质生产力体制机制")


def test_ten_questions_after_reading_five_of_them_on_new_things():
    after = lesson_items("07", "after")
    assert len(after) == 10 and sum(item.new for item in after) == 5
    assert "后面十题，有五题" in TEXT and "Of the ten questions that follow five" in TEXT


def test_the_review_says_what_the_questions_say_of_it():
    assert "虚构" in corpus.load_essay("S").author_note
    for place, words in {"S02.2": "四百一十件", "S02.3": "可见", "S03.2": "二十七块", "S03.3": "多半", "S04.2": "可见", "S05.2": "不敢说", "S06.2": "下不了这个判断"}.items():
        assert words in passage(place).text, place
