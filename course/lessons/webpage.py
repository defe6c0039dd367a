"""The notebooks as web pages that read without Jupyter: links lead from page to page, pictures are inside the page."""

import re
from collections.abc import Iterator
from pathlib import Path

from .notebook import without_by_hand
from .plan import NOTEBOOKS

# What the page adds to nbconvert's own: code and tables within a narrow window. There long words break, but no number
# in a cell does (“anywhere” would let a column be as narrow as one digit), and words in a cell do not stand on end.
_STYLE = """<style>
@media screen and (max-width: 700px) { .jp-Notebook { padding: 8px } .jp-InputPrompt, .jp-OutputPrompt { display: none } }
.jp-RenderedMarkdown, .jp-RenderedHTMLCommon { overflow-wrap: anywhere; }
:is(td, th) { overflow-wrap: normal; }
@media screen and (max-width: 700px) { .course-table td { min-width: 2.5em; } .course-table td + td { min-width: 3.5em; } }
.jp-OutputArea-output { overflow-x: auto; }
@media print { .jp-InputArea { break-inside: avoid; } .jp-OutputArea-output { overflow: visible; } }
</style></head>"""


def render(folder: Path) -> Iterator[Path]:
    """Write each notebook, as saved, to an HTML page in `folder` and yield the page's path. Raises OSError.

    Nothing is run: a page shows what was saved, leaves out what tells how to run it (see without_by_hand), and loads
    nothing from the web.
    """
    from nbconvert import HTMLExporter  # here, because no learner needs it

    folder.mkdir(parents=True, exist_ok=True)
    exporter = HTMLExporter(mathjax_url="", mermaid_js_url="", mermaid_layout_elk_js_url="")
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        html, _ = exporter.from_filename(str(path))
        html = re.sub(r'href="(\d\d-[\w-]+)\.ipynb', r'href="\1.html', html).replace("</head>", _STYLE, 1)
        html = re.sub(r'<script[^>]*\bsrc="https?://[^"]*"[^>]*></script>', "", html)
        html = without_by_hand(html)
        page = folder / f"{path.stem}.html"
        page.write_text(html.replace("<title>Notebook</title>", f"<title>{path.stem}</title>"), encoding="utf-8")
        yield page
