"""Figures have every glyph, say their numbers in words, and come out the same on a machine without Chinese fonts."""

import re
import warnings
from pathlib import Path

import pytest
from matplotlib import font_manager
from matplotlib.text import Text

import course
from course import figures, textstats, use_language
from course.base.table import Table
from course.figures import fonts, picture as drawing
from course.reading.annotation import load_annotations
from course.text import checked_words as segmentation, essays as corpus, jieba_words as tokens

FIVE = corpus.paragraphs_between("A01", "A05")
ESSAY = corpus.load_essay("A")
SENTENCES = [s for p in ESSAY.paragraphs for s in p.sentences]
TABLE = Table(("词", "次数"), (("新质生产力", 15), ("改革", 3), ("生产可能性边界", 1)))
LENGTHS = dict(textstats.sentence_lengths([s for p in FIVE for s in p.sentences]))
IDS = [p.id for p in ESSAY.paragraphs]
ONLY_IF = [corpus.passage(i) for i in ("A03.6", "A04.6", "A05.5", "B05.8", "B08.8")]


def top(essay: str, n: int) -> Table:
    return textstats.frequency(segmentation.words_of(essay), tokens.load_stop_words()).head(n)


def edges() -> Table:
    by_sentence = [segmentation.words_of(s.id) for s in SENTENCES]
    return textstats.network(by_sentence, [w for w, *_ in top("A", 24)], 3)


def keyness() -> Table:
    return textstats.keyness(segmentation.words_of("A"), segmentation.words_of("B"), least=3)


DRAWN = {
    "bars": lambda: figures.frequency_bars(top("A", 20)),
    "cloud": lambda: figures.word_cloud(TABLE),
    "two clouds": lambda: figures.two_clouds(top("A", 30), top("B", 30), ("A", "B")),
    "dispersion": lambda: figures.dispersion(["改革", "生产力"], ESSAY.paragraphs),
    "strips": lambda: figures.sentence_strips(FIVE, {i: i[:3] for i in LENGTHS}, LENGTHS),
    "rhythm": lambda: figures.rhythm_strip(SENTENCES),
    "lists": lambda: figures.enumeration_lengths(textstats.enumerations(SENTENCES)),
    "keyness": lambda: figures.keyness_bars(keyness(), ("A", "B")),
    "network": lambda: figures.collocation_network(edges()),
    "roles": lambda: figures.role_heat_map(load_annotations("A"), IDS),
    "aligned": lambda: figures.aligned_sentences(ONLY_IF, ["只有", "，", "才能"]),
}
every_figure = pytest.mark.parametrize("name", DRAWN)


@pytest.fixture(params=["zh", "en"])
def each_language(request):
    use_language(request.param)
    yield request.param
    use_language("zh")


@every_figure
@pytest.mark.parametrize("theme", drawing.THEMES, ids=lambda t: t.name)
def test_a_figure_is_drawn_in_both_themes_without_any_missing_glyph(name, theme):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert DRAWN[name]().png(theme).startswith(b"\x89PNG")


@every_figure
def test_labels_neither_overlap_nor_run_over_the_edge(name, each_language, monkeypatch):
    found, draw = [], Text.draw

    def noted(text, renderer):  # ask what is really drawn: matplotlib also holds labels that are not
        draw(text, renderer)
        if text.get_visible() and text.get_text().strip():
            found.append((text.get_text(), text.get_window_extent(renderer)))

    monkeypatch.setattr(Text, "draw", noted)
    figure = DRAWN[name]().figure
    boxes = found
    assert len(boxes) >= 2 or "cloud" in name
    for n, (one, box) in enumerate(boxes):
        assert figure.bbox.x0 - 1 <= box.x0 and box.x1 <= figure.bbox.x1 + 1, f"{one} runs over the edge"
        assert figure.bbox.y0 - 1 <= box.y0 and box.y1 <= figure.bbox.y1 + 1, f"{one} runs over the edge"
        for other, another in boxes[n + 1 :]:
            assert not box.padded(-0.5).overlaps(another.padded(-0.5)), f"{one} and {other}"


@every_figure
def test_the_text_for_the_image_states_numbers_in_both_languages(name, each_language):
    alt = DRAWN[name]().alt
    assert len(alt) > 30 and re.search(r"\d", alt)
    if each_language == "en":
        ours = alt if name != "aligned" else re.sub("|".join(re.escape(s.text) for s in ONLY_IF), "", alt.replace(" | ", ""))
        assert re.match(r"[A-Z0-9]", alt) and not re.search("[、，；：｜。]", ours.replace("只有, ，, 才能", "")), alt


def test_steps_with_a_name_in_each_language_are_told_in_the_one_in_use(each_language):
    steps = dict.fromkeys(LENGTHS, course.Text("主张", "claim"))
    strips = figures.sentence_strips(FIVE, steps, LENGTHS)
    word, other = ("主张", "claim") if each_language == "zh" else ("claim", "主张")
    assert f"{word} {LENGTHS['A01.1']}" in strips.alt and other not in strips.alt
    assert [text.get_text() for legend in strips.figure.legends for text in legend.get_texts()] == [word]


def test_an_image_is_shown_for_the_theme_of_the_page():
    html = DRAWN["bars"]()._repr_html_()
    assert html.count("<img") == 2 and html.count('hidden="hidden"') == 1
    assert html.index('data-theme="light" alt') < html.index('data-theme="dark" hidden')


def test_a_missing_glyph_is_an_error_not_a_box():
    with pytest.raises(fonts.FontError, match="字体画不出 \U0001F600"):
        figures.frequency_bars(Table(("w", "n"), (("\U0001F600", 1),))).png()
    with pytest.raises(fonts.FontError):
        figures.word_cloud(Table(("w", "n"), (("\U0001F600", 1),)))


def test_alternative_text_states_the_numbers():
    assert "新质生产力 15、改革 3" in figures.frequency_bars(TABLE).alt
    assert "新质生产力 15" in figures.word_cloud(TABLE).alt
    n = sum(p.text.count("改革") for p in FIVE)
    per = " ".join(f"{p.id} {p.text.count('改革')}" for p in FIVE)
    assert f"“改革”{n}次：{per}" in figures.dispersion(["改革"], FIVE).alt


def test_a_figure_is_an_image_with_its_text_escaped():
    html = figures.frequency_bars(Table(("w", "n"), (("<b>&", 1),)))._repr_html_()
    assert "&lt;b&gt;&amp;" in html and "<b>" not in html and "alt=" in html


def test_the_keyness_figure_says_what_the_table_says():
    table, alt = keyness(), DRAWN["keyness"]().alt
    assert f"生产性服务业 {table.rows[-1][5]:.1f}" in alt and f"{table.rows[0][0]} {table.rows[0][5]:.1f}" in alt


def test_the_list_figure_names_the_longest_list():
    table = textstats.enumerations(SENTENCES)
    longest = max(items for _, items, _ in table)
    assert f"{len(table)}串" in DRAWN["lists"]().alt and f"最长{longest}项" in DRAWN["lists"]().alt


def test_the_heat_map_counts_what_is_annotated():
    table = figures.label_counts(load_annotations("A"), IDS)
    claims = next(row for row in table if row[:2] == ("论证作用", "分论点"))
    assert sum(claims[2:]) == len([a for a in load_annotations("A").labelled("role", "claim") if a.whole])


def test_sentences_without_the_frame_cannot_be_aligned():
    with pytest.raises(ValueError, match="A01.1"):
        figures.aligned_sentences([corpus.passage("A01.1")], ["只有"])


def test_the_font_covers_both_essays_and_has_simplified_forms():
    from fontTools.ttLib import TTFont

    path = fonts.chinese_font()
    needed = {c for e in corpus.ESSAYS for p in corpus.load_essay(e).paragraphs for c in p.text}
    assert not fonts.missing_glyphs(path, needed)
    assert TTFont(path)["name"].getDebugName(1) == "Noto Sans CJK SC"


def test_the_font_is_chosen_by_coverage_and_failing_says_what_to_do(monkeypatch):
    import matplotlib

    latin = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    monkeypatch.setattr(fonts, "_candidates", lambda: iter([latin]))
    fonts.chinese_font.cache_clear()
    try:
        with pytest.raises(fonts.FontError, match="COURSE_FONT"):
            fonts.chinese_font()
        monkeypatch.setenv(fonts.FONT_VARIABLE, str(latin))
        with pytest.raises(fonts.FontError, match="COURSE_FONT 指的字体里没有"):
            fonts.chinese_font()
    finally:
        fonts.chinese_font.cache_clear()


def test_nothing_to_draw_is_an_error():
    for call in (lambda: figures.word_cloud(Table(("w", "n"), ())), lambda: figures.dispersion([], FIVE), lambda: figures.frequency_bars(Table(("w", "n"), ()))):
        with pytest.raises(ValueError):
            call()


@pytest.fixture
def bare(monkeypatch):
    """Let matplotlib find no font on this machine but its own, and keep its list of fonts as it was, here and on disk."""
    find = font_manager.findSystemFonts
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda folders=None, **kind: find(folders, **kind) if folders else [])
    monkeypatch.setattr(font_manager, "json_dump", lambda *_: None)
    manager, before = font_manager.fontManager, vars(font_manager.fontManager).copy()
    manager.ttflist = list(manager.ttflist)
    yield manager
    vars(manager).update(before)


def test_a_font_of_the_same_name_that_was_removed_from_the_machine_does_no_harm(bare):
    named = font_manager.FontProperties(fname=str(fonts.chinese_font())).get_name()
    gone = font_manager.FontEntry(fname="/nowhere/removed.otf", name=named, weight=400, size="scalable")
    for _ in range(2):  # what matplotlib knows is made anew when it meets the file that is gone
        bare.ttflist.insert(0, gone)
        assert figures.frequency_bars(top("A", 5)).png().startswith(b"\x89PNG")
        bare.findfont(named)
