"""In short: every sentence has its line in both languages, says it as strongly as the sentence, and is no copy of it."""

import re

import pytest
from markupsafe import escape

import course
from course import use_language
from course.base import DATA, DataError
from course.reading.short import load_shorts, read_shorts
from course.reading.short_html import format_skeleton
from course.text import essays as corpus
from course.textstats import find_cues
from course.widgets.reader import reader

SENTENCES = [s for essay in corpus.ESSAYS for s in corpus.load_essay(essay).sentences]
SHORTS = {place: short for essay in corpus.ESSAYS for place, short in load_shorts(essay).items()}
LONGEST_COPY = 16  # characters in a row that a short may share with its sentence: two terms side by side, which exactness needs
SHORT_ALREADY = 40  # a sentence no longer than this may gain a 的 that makes it plain; any other has to be made shorter

# What the sentence says (Chinese), and what its short must then say (Chinese, English).
FORCE = {
    "only if": (r"只有.*才能", r"只有.*才能", r"\bOnly if\b"),
    "must": (r"必须|(?<!必)须", r"必须|须", r"\bmust\b"),
    "must not": (r"不能", r"不能", r"\bmust (not|on no account|be no)\b"),
    "on no account": (r"决不能", r"决不能", r"\bon no account\b"),
    "helps": (r"有利于|有助于", r"有利于|有助于", r"\bhelps?\b"),
    "may": (r"可能(?!性)", r"可能", r"\bmay\b"),
    "can": (r"可以|能够|既能", r"可以|能够|既能", r"\bcan\b"),
    "inevitably": (r"必然", r"必然", r"\binevitabl[ey]\b"),
    "often": (r"往往", r"往往", r"\boften\b"),
    "mainly": (r"主要(?!国家)", r"主要", r"\bmain(ly)?\b"),
    "some": (r"一些", r"一些", r"\b[Ss]ome\b"),
    "one of": (r"之一", r"之一", r"\bamong\b"),
    "if": (r"如果", r"如果", r"\bIf\b"),
    "whether or": (r"无论", r"无论", r"\bwhether\b"),
    "not only": (r"不仅|不但", r"不仅|不但|不单", r"\bnot only\b"),
    "not but": (r"不是", r"不是", r"\bnot\b"),
    "yet": (r"^但|然而", r"但|然而", r"\b([Bb]ut|yet)\b"),
    "an example": (r"例如|诸如|(?<=，)如(?!果)", r"例如|如|等", r"\b([Ff]or example|such as)\b"),
    "research": (r"研究表明", r"研究表明", r"\bResearch shows\b"),
    "experience": (r"经验充分表明", r"经验充分表明", r"\bExperience .*amply shows\b"),
    "precondition": (r"前提", r"前提", r"\bprecondition\b"),
    "hard to do": (r"难以", r"难以", r"\bhardly\b"),
    "not fully": (r"没有完全", r"没有完全", r"\bnot fully\b"),
    "not fundamentally": (r"尚未根本", r"还没有根本", r"\bnot yet fundamentally\b"),
    # terms that limit what is said: without them the short speaks of more, or of less
    "keep to": (r"坚持", r"坚持", r"\b[Kk]e(ep|pt)\b"),
    "institutions": (r"体制机制", r"体制机制", r"\binstitutions and mechanisms\b"),
    "market-based": (r"要素市场化", r"要素市场化", r"\bmarket-based\b"),
    "ownership": (r"各种所有制经济", r"各种所有制经济", r"\beconomic entities under all forms of ownership\b"),
    "innovation": (r"科技创新", r"科技创新|科创", r"\b([Ss]cientific and technological innovation|innovation in science and technology)\b"),
    "whose word": (r"总书记", r"总书记", r"\bGeneral Secretary\b"),
    "AI": (r"人工智能", r"人工智能", r"\bartificial intelligence\b"),
    "decisions": (r"创新决策", r"创新决策", r"\binnovation decisions\b"),
    "funds": (r"政府投资基金", r"政府投资基金", r"\bgovernment investment funds\b"),
    "bottom line": (r"底线思维", r"底线思维", r"\bbottom-line thinking\b"),
    "in what": (r"对生产力提升的影响", r"对生产力提升的影响", r"\bon the raising of productive forces\b"),
    "of the world": (r"全球科技和产业", r"全球科技、产业", r"\bworld’s technology and industry\b"),
    "between": (r"上下游之间", r"上下游之间", r"\bbetween upstream and downstream\b"),
    "a, not the": (r"关键动力|必然选择|核心要素", r"关键动力|必然选择|核心要素", r"\b(a key driver|an inevitable choice|a core element)\b"),
}  # fmt: skip


def should(sentence) -> bool:
    return bool(find_cues([sentence], ["should"]).rows)


def longest_shared(one: str, other: str) -> str:
    """Return the longest run of characters that stands in both."""
    best = ""
    for start in range(len(one)):
        while start + len(best) < len(one) and one[start : start + len(best) + 1] in other:
            best = one[start : start + len(best) + 1]
    return best


def test_every_sentence_of_both_essays_has_its_short_in_both_languages():
    assert list(SHORTS) == [s.id for s in SENTENCES]
    for short in SHORTS.values():
        assert re.search("[一-鿿]", short.short.zh) and not re.search("[a-z]", short.short.zh)
        assert re.search("[a-z]", short.short.en) and not re.search("[一-鿿]", short.short.en.replace("因地制宜", "")), short.at


def test_a_short_is_shorter_than_its_sentence_and_a_short_sentence_is_not_made_longer():
    for s in SENTENCES:
        length = len(SHORTS[s.id].short.zh)
        assert length <= len(s.text) + (1 if len(s.text) <= SHORT_ALREADY else -1), s.id
        assert len(SHORTS[s.id].short.en.split()) <= len(s.text), s.id


def test_neither_a_short_nor_a_line_of_a_skeleton_is_a_copy():
    for s in SENTENCES:
        for line in (SHORTS[s.id].short, *(step.text for step in SHORTS[s.id].skeleton)):
            assert len(longest_shared(line.zh, s.text)) <= LONGEST_COPY, (s.id, longest_shared(line.zh, s.text))


@pytest.mark.parametrize("name", FORCE)
def test_a_word_of_force_or_scope_in_the_sentence_has_its_counterpart(name):
    said, zh, en = FORCE[name]
    met = [s for s in SENTENCES if re.search(said, s.text)]
    assert met
    lacking = [s.id for s in met if not (re.search(zh, SHORTS[s.id].short.zh) and re.search(en, SHORTS[s.id].short.en))]
    assert lacking == []


def test_what_a_mechanism_is_for_is_not_cut_off_from_it():
    assert [place for place, short in SHORTS.items() if re.match("(健全|完善|强化)(体制机制|政策和治理体系)，", short.short.zh)] == []


def test_what_should_be_done_is_said_to_be_what_should_be_done():
    for s in filter(should, SENTENCES):
        short = SHORTS[s.id].short
        assert re.search("要|应|需|须|不能", short.zh), s.id
        assert re.search(r"\b(should|needs?|needed|must)\b", short.en), s.id


# The other way round: words as strong as these stand in a short only where the sentence has them.
ADDED = {
    "must": (r"\bmust\b", r"必须|须|不能"), "only": (r"\b[Oo]nly if\b", r"只有.*才能"), "may": (r"\b(may|might|perhaps)\b", r"可能"),
    "should": (r"\b(should|ought)\b", r"要|应|需"), "helps": (r"\bhelps?\b", r"有利于|有助于|帮助"), "never": (r"\b(never|always|(?<!above )all|every)\b", r"各|一切|都|决不|全|综合|每|不尽|一哄|大搞"),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDED)
def test_no_force_is_added_in_english(name):
    word, said = ADDED[name]
    assert [s.id for s in SENTENCES if re.search(word, SHORTS[s.id].short.en) and not re.search(said, s.text)] == []


def test_no_force_is_added_in_chinese():
    for word, said in {"必须": "必须", "只有": "只有", "一定|绝不|永远": "一定|绝不", "可能": "可能", "需要": "需", "证明": "证明", "让|使(?!用)": "让|使(?!用)"}.items():
        assert [s.id for s in SENTENCES if re.search(word, SHORTS[s.id].short.zh) and not re.search(said, s.text)] == []


def test_a_figure_in_a_short_stands_in_the_sentence():
    for s in SENTENCES:
        assert re.findall(r"\d", SHORTS[s.id].short.zh) == [], s.id


# ---- skeletons ----


def difficulty(text: str) -> tuple[int, int]:
    """Return how hard a sentence is to take in, and its length: characters, and five each for a clause, an item of a list and a 的."""
    return len(text) + 5 * len(re.findall("[，；、的]", text)), len(text)


def test_the_thirty_sentences_hardest_to_take_in_have_a_skeleton_and_no_others():
    hardest = sorted(SENTENCES, key=lambda s: difficulty(s.text), reverse=True)[:30]
    assert {place for place, short in SHORTS.items() if short.skeleton} == {s.id for s in hardest}


def test_a_skeleton_has_its_connectives_named_in_both_languages_and_steps_below_steps():
    for short in SHORTS.values():
        if short.skeleton:
            assert sum(step.link is not None for step in short.skeleton) >= 2 and max(step.level for step in short.skeleton) >= 1, short.at
            assert len(short.skeleton) >= 5, short.at
            for step in short.skeleton:
                assert all(re.search("[一-鿿]", text.zh) and re.search("[a-z]", text.en) for text in (step.text, step.link) if text), short.at


@pytest.mark.parametrize("name", ["only if", "must not", "helps", "can", "not only", "inevitably"])
def test_a_skeleton_says_it_as_strongly_as_the_sentence(name):
    said, zh, en = FORCE[name]
    met = [s for s in SENTENCES if re.search(said, s.text) and SHORTS[s.id].skeleton]
    assert met
    for s in met:
        lines = SHORTS[s.id].skeleton
        assert re.search(zh, " ".join(f"{step.link.zh if step.link else ''}{step.text.zh}" for step in lines)), s.id
        assert re.search(en, " ".join(f"{step.link.en if step.link else ''} {step.text.en}" for step in lines), re.IGNORECASE), s.id


# ---- the file is checked, and the page shows it ----


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("at: B03.4", "at: B03.9", ["B03.9", "field at"]),
        ("at: B03.4", "at: B03", ["entry B03,", "sentence of essay B"]),
        ("at: B03.4", "at: A03.4", ["A03.4", "sentence of essay B"]),
        ("at: B03.4", "at: B03.3", ["B03.3", "two entries"]),
        ("    skeleton:", "    skeletons:", ["B02.2", "skeletons", "did you mean"]),
        ("{level: 1,", "{level: 3,", ["B02.2", "skeleton", "level 3"]),
        ("    short:\n", "    shorts:\n", ["B01.1", "shorts"]),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_entry_and_field(tmp_path, old, new, named):
    text = (DATA / "short" / "B.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "B.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        read_shorts(tmp_path / "B.yaml")
    assert all(words in str(refused.value) for words in ("B.yaml", *named)), refused.value


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_has_every_short_folded_under_its_sentence_and_marked_as_ours(language):
    use_language(language)
    for essay in corpus.ESSAYS:
        page = course.read(essay)._repr_html_()
        sentences = dict(re.findall(r'<li class="course-sentence" data-place="([^"]+)">.*?</p>(<details class="course-short">.*?</details>)<div', page))
        for s in corpus.load_essay(essay).sentences:
            assert str(escape(SHORTS[s.id].short)) in sentences[s.id]
            assert {"zh": "不是译文", "en": "not a translation"}[language] in sentences[s.id]


def test_a_skeleton_is_a_list_in_a_list_as_deep_as_its_steps():
    for short in SHORTS.values():
        if short.skeleton:
            html = str(format_skeleton(short.skeleton))
            depths = [html[: m.start()].count("<ul>") - html[: m.start()].count("</ul>") - 1 for m in re.finditer("<li>", html)]
            assert depths == [step.level for step in short.skeleton], short.at


def test_a_text_without_shorts_has_none_on_its_page():
    assert "course-short" not in course.read("P01")._repr_html_()


def test_all_shorts_are_shown_from_the_start_in_english_and_none_in_chinese(monkeypatch):
    monkeypatch.setattr(reader, "_chosen", {})
    assert course.read("A03").short is False
    use_language("en")
    assert course.read("A03").short is True
    course.read("A03").short = False
    assert course.read("A04").short is False  # what is chosen in one reader holds for those made later
    use_language("zh")
    assert course.read("A03").short is False


def test_the_choice_is_kept_for_the_next_notebook(monkeypatch):
    monkeypatch.setattr(reader, "_chosen", {})
    course.read("A03").short = True
    monkeypatch.setattr(reader, "_chosen", {})  # as in a notebook opened later
    assert course.read("B03").short is True
