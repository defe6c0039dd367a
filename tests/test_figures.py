"""Figures have every glyph, say their numbers in words, and come out the same on a machine without Chinese fonts."""

import warnings
from pathlib import Path

import pytest

from course import corpus, figures, fonts, textstats
from course.table import Table

FIVE = corpus.paragraphs_between("A01", "A05")
TABLE = Table(("词", "次数"), (("新质生产力", 15), ("改革", 3), ("生产可能性边界", 1)))
LENGTHS = dict(textstats.sentence_lengths([s for p in FIVE for s in p.sentences]))

DRAWN = {
    "bars": lambda: figures.frequency_bars(TABLE),
    "cloud": lambda: figures.word_cloud(TABLE),
    "dispersion": lambda: figures.dispersion(["改革", "生产力"], FIVE),
    "strips": lambda: figures.sentence_strips(FIVE, {i: i[:3] for i in LENGTHS}, LENGTHS),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_figure_is_drawn_without_any_missing_glyph(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert DRAWN[name]().png().startswith(b"\x89PNG")


def test_a_missing_glyph_is_an_error_not_a_box():
    with pytest.raises(fonts.FontError):
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


@pytest.mark.parametrize("name", ["bars", "dispersion", "strips"])
def test_labels_do_not_overlap(name):
    figure = DRAWN[name]().figure
    figure.canvas.draw()
    axes = figure.axes[0]
    for labels in (axes.get_yticklabels(), axes.get_xticklabels(), axes.texts):
        boxes = [t.get_window_extent() for t in labels if t.get_text() and t.get_visible()]
        for n, one in enumerate(boxes):
            assert not any(one.overlaps(other) for other in boxes[n + 1 :])


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
        with pytest.raises(fonts.FontError, match="names a font without"):
            fonts.chinese_font()
    finally:
        fonts.chinese_font.cache_clear()


def test_nothing_to_draw_is_an_error():
    for call in (lambda: figures.word_cloud(Table(("w", "n"), ())), lambda: figures.dispersion([], FIVE), lambda: figures.frequency_bars(Table(("w", "n"), ()))):
        with pytest.raises(ValueError):
            call()
