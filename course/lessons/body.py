"""A notebook as the body of a web page, in the language in use: prose, what the cells show, code that is to be changed."""

import re

from markupsafe import Markup

from ..base import current_language, join
from .notebook import is_hidden, is_ours, prose_html, without_by_hand
from .words import say

_ENGLISH = "<details><summary>English</summary>"
_ID = r"(?<=<h[1-6]) id=\"[^\"]*\""


def body_of(notebook: dict) -> Markup:
    """Return the cells of a notebook as HTML; links between notebooks lead from page to page.

    What the cells show is taken as it is saved. Our readings are folded, and what tells how to run a lesson is left out.
    """
    body = str(join(map(_cell, notebook["cells"]), "\n"))
    return Markup(without_by_hand(re.sub(r'href="(\d\d-[\w-]+)\.ipynb', r'href="\1.html', body)))


def _prose(source: str) -> Markup:
    """Return a cell's prose in the language in use; one without a fold of English has both.

    A place has one name in both languages, that of the Chinese heading: by it the prose leads to it.
    """
    chinese, found, rest = source.partition(_ENGLISH)
    english, _, after = rest.rpartition("</details>") if found else ("", "", "")
    html = prose_html(chinese + after)
    if current_language() == "zh" or not found:
        return html
    names = iter(re.findall(_ID, html))
    return Markup(re.sub(_ID, lambda own: next(names, own[0]), str(prose_html(english))))


def _cell(cell: dict) -> Markup:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        prose = _prose(without_by_hand(source))
        prose = _folded(prose) if is_ours(cell) else prose
        return Markup('<div class="jp-Cell jp-MarkdownCell"><div class="jp-RenderedMarkdown">{}</div></div>').format(prose)
    shown = join(map(_output, cell["outputs"]))
    shown = _folded(shown) if shown and is_ours(cell) else shown
    if is_hidden(cell):
        return Markup('<div class="jp-Cell jp-CodeCell">{}</div>').format(shown)
    code = Markup('<div class="jp-Cell-inputWrapper"><pre class="course-code"><code>{}</code></pre></div>').format(source)
    return Markup('<div class="jp-Cell jp-CodeCell course-exercise">{}{}</div>').format(code, shown)


def _output(output: dict) -> Markup:
    data = output.get("data", {})
    if html := "".join(data.get("text/html", "")):
        return Markup('<div class="jp-RenderedHTMLCommon jp-OutputArea-output">{}</div>').format(Markup(html))
    words = "".join(data.get("text/plain", output.get("text", "")))
    return Markup('<pre class="course-plain">{}</pre>').format(words) if words else Markup("")


def _folded(shown: Markup) -> Markup:
    return Markup('<details class="course-ours"><summary>{}</summary>{}</details>').format(say("our_reading"), shown)
