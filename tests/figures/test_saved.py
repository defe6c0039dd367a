"""Where nothing can be drawn: the saved picture of the same finding, or the finding in words; and a line that says so."""

import sys

import pytest

from course.figures import picture_name, saved
from course.figures.charts import frequency_bars
from course.base import Table


@pytest.fixture
def no_drawing(monkeypatch, tmp_path):
    for name in [n for n in sys.modules if n.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setenv(saved.PLACE_VARIABLE, "https://course.example/figures/")
    monkeypatch.setattr(saved, "LIST", tmp_path / "pictures.txt")
    return frequency_bars(Table(("word", "count"), (("改革", 10), ("发展", 3))))


def test_a_picture_of_the_same_finding_stands_in_for_each_theme(no_drawing):
    names = [picture_name(no_drawing.alt, theme) for theme in ("light", "dark")]
    saved.LIST.write_text("".join(f"{name} 600\n" for name in names), encoding="utf-8")
    html = no_drawing._repr_html_()
    assert all(f'src="https://course.example/figures/{name}"' in html for name in names)
    assert html.count('hidden="hidden"') == 1 and "这是先前画好的图" in html


def test_a_finding_without_a_picture_stands_in_words(no_drawing):
    saved.LIST.write_text("another.png 600\n", encoding="utf-8")
    html = no_drawing._repr_html_()
    assert no_drawing.alt in html and "<img" not in html and "这里还画不出图" in html
