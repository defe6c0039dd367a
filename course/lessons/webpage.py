"""The notebooks as web pages that read without Jupyter: links lead from page to page, pictures are inside the page."""

import re
from collections.abc import Iterator
from pathlib import Path

from ..base import read_text
from .notebook import is_hidden, is_ours, without_by_hand
from .plan import NOTEBOOKS
from .shipped import SHIPPED

# How a lesson looks in JupyterLab, a page of it looks the same; and how a page of it, or of the web site, is printed.
_LOOK, _PAPER = SHIPPED.with_name("lesson.css"), Path(__file__).with_name("paper.css")
# The names of what is folded, in both languages, as all of the page.
_OURS, _RESULT, _MAP = "对照我们的读法　Our reading", "结果　The result", "我们的图　Our map"

# What the page adds to nbconvert's own: code and tables within a narrow window. There long words break, but no number
# in a cell does (“anywhere” would let a column be as narrow as one digit), and words in a cell do not stand on end.
_STYLE = """<style>
body.course-lesson { background: var(--course-paper); }
main { max-width: 960px; margin: 0 auto; }
.jp-InputPrompt, .jp-OutputPrompt, .anchor-link { display: none; }
.jp-CodeCell > .jp-Cell-inputWrapper { margin-block: 12px; }
@media screen and (max-width: 700px) { .jp-Notebook { padding: 8px } }
.jp-RenderedMarkdown, .jp-RenderedHTMLCommon { overflow-wrap: anywhere; }
:is(td, th) { overflow-wrap: normal; }
@media screen and (max-width: 700px) { .course-table td { min-width: 2.5em; } .course-table td + td { min-width: 3.5em; } }
.jp-OutputArea-output { overflow-x: auto; }
details.course-ours:not([open]) { box-sizing: border-box; max-width: 736px; }
mark { color: inherit; background: var(--course-wash); font-weight: 700; }
.course-goto { padding: 0; border: 0; color: inherit; background: none; font: inherit; } /* leads nowhere without the reader */
</style></head>"""


def render(folder: Path) -> Iterator[Path]:
    """Write each notebook, as saved, to an HTML page in `folder` and yield the page's path. Raises OSError.

    Nothing is run: a page shows what was saved, leaves out what tells how to run it (see without_by_hand) and code that
    only shows something, folds our readings, and loads nothing from the web.
    """
    from nbconvert import HTMLExporter  # here, because no learner needs it

    folder.mkdir(parents=True, exist_ok=True)
    look = f"<style>{read_text(_LOOK)}{read_text(_PAPER)}</style>{_STYLE}"
    exporter = HTMLExporter(mathjax_url="", mermaid_js_url="", mermaid_layout_elk_js_url="")
    exporter.register_preprocessor(_to_read, enabled=True)
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        html, _ = exporter.from_filename(str(path))
        html = re.sub(r'href="(\d\d-[\w-]+)\.ipynb', r'href="\1.html', html).replace("</head>", look, 1)
        html = html.replace('<body class="jp-Notebook"', '<body class="jp-Notebook course-lesson"', 1)
        html = re.sub(r'<script[^>]*\bsrc="https?://[^"]*"[^>]*></script>', "", html)
        html = without_by_hand(html).replace('<html lang="en">', '<html lang="zh-Hans">', 1)
        html = re.sub("<details>(?=<summary>(English|Solution)</summary>)", '<details lang="en">', html)
        page = folder / f"{path.stem}.html"
        page.write_text(html.replace("<title>Notebook</title>", f"<title>{path.stem}</title>"), encoding="utf-8")
        yield page


def _to_read(notebook, resources: dict) -> tuple:
    """Return the notebook without the code that only shows something and with our readings folded; nbconvert's
    resources as they are."""
    for cell in notebook.cells:
        if is_hidden(cell):
            cell.metadata.transient = {"remove_source": True}  # nbconvert's own sign for it
        if is_ours(cell):
            _fold(cell)
    return notebook, resources


def _fold(cell) -> None:
    name = _OURS if cell.cell_type == "markdown" else _MAP if "show_map" in cell.source else _RESULT
    opened, closed = f'<details class="course-ours"><summary>{name}</summary>\n\n', "\n\n</details>"
    if cell.cell_type == "markdown":
        cell.source = opened + cell.source + closed
    for output in cell.get("outputs", ()):
        if "text/html" in output.get("data", {}):
            output.data["text/html"] = opened + output.data["text/html"] + closed
