"""What a learner does in JupyterLab, said in one call each."""

import re
from contextlib import contextmanager

import nbformat
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError

CURRENT = "window.jupyterapp.shell.currentWidget"
ALL_RUN = (
    f"() => {CURRENT}?.sessionContext?.session?.kernel?.status === 'idle' && "
    f"[...{CURRENT}.content.model.cells].filter(c => c.type === 'code').every(c => c.executionCount > 0)"
)
PATIENCE = 300_000  # ms: a busy machine is no failure
_free: list = []  # windows of JupyterLab in which nothing is open


def window(browser, lab: str, width: int = 1280, height: int = 900, heard: list | None = None):
    """Return a window with JupyterLab and nothing open in it: one that was put away, or else a new one.

    To load JupyterLab costs more than all that most tests do in it. `heard` collects what kernels send to this window,
    which is always a new one; close it.
    """
    if _free and heard is None:
        page = _free.pop()
        page.set_viewport_size({"width": width, "height": height})
        return page
    page = browser.new_page(viewport={"width": width, "height": height})
    if heard is not None:
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(as_text(frame))))
    page.goto(f"{lab}/lab/workspaces/w{id(page)}?reset")
    page.wait_for_function("() => window.jupyterapp?.serviceManager.isReady && window.jupyterapp.shell.currentWidget", timeout=60_000)
    page.evaluate(CLOSE_ALL)  # the launcher
    # Without the side bar a narrow window still has room for the lesson.
    page.evaluate("window.jupyterapp.shell.collapseLeft()")
    return page


CLOSE_ALL = """async () => {
    for (const panel of [...window.jupyterapp.shell.widgets("main")]) {
        await panel.sessionContext?.shutdown().catch(() => {}); // it may have been ended
        panel.dispose();
    }
}"""


def put_away(page) -> None:
    """Close the notebooks in a window, with their kernels and without saving; the next test may have the window.

    Not for a window in which a test has changed more than JupyterLab itself lets one change: close that.
    """
    page.evaluate(CLOSE_ALL)
    page.mouse.move(0, 0)
    _free.append(page)


def open_here(page, name: str) -> None:
    """Open a notebook in a window of JupyterLab and wait until all of it is there."""
    path = f"notebooks/{name}"
    page.evaluate("path => void window.jupyterapp.commands.execute('docmanager:open', { path })", path)
    page.wait_for_function(f"path => {CURRENT}?.context?.path === path && {CURRENT}.sessionContext.isReady === true", arg=path, timeout=60_000)
    page.wait_for_function(
        f"() => [...{CURRENT}.content.widgets].every(cell => cell.isAttached && cell.inViewport !== undefined)", timeout=60_000
    )


def open_notebook(browser, lab: str, name: str, **options):
    """Return a window in which a notebook is open and all of it is there; the options are those of `window`."""
    page = window(browser, lab, **options)
    open_here(page, name)
    page.wait_for_timeout(1500)
    return page


def open_alive(browser, lab: str, name: str, **options):
    """Return a window in which a lesson has been opened and has run by itself; the options are those of `window`."""
    page = window(browser, lab, **options)
    open_here(page, name)
    alive(page)
    return page


# What is known of a notebook that does not come as far as it should.
STATE = f"""() => {{
    const panel = {CURRENT}, kernel = panel?.sessionContext?.session?.kernel;
    const cells = [...(panel?.content?.model?.cells ?? [])].filter((cell) => cell.type === "code");
    return {{
        path: panel?.context?.path, classes: panel?.node.className, kernel: kernel?.status, connection: kernel?.connectionStatus,
        "not run": cells.filter((cell) => !cell.executionCount).map((cell) => cell.sharedModel.getSource().slice(0, 60)),
        errors: cells.flatMap((cell) => cell.outputs.toJSON()).filter((output) => output.output_type === "error").map((output) => output.evalue),
        asked: [...document.querySelectorAll(".jp-Dialog, .course-offer")].map((node) => node.innerText),
    }};
}}"""


def wait_until_run(page, has_run: str) -> None:
    """Wait until this is true of the current notebook. Raises AssertionError that says how far it has come instead."""
    try:
        page.wait_for_function(has_run, timeout=PATIENCE)
    except TimeoutError:
        raise AssertionError(f"after {PATIENCE // 1000} seconds: {page.evaluate(STATE)}") from None


def alive(page) -> None:
    """Wait until an opened lesson has run by itself and all of it is drawn."""
    wait_until_run(page, f"() => {CURRENT}.hasClass('course-run') && !{CURRENT}.hasClass('course-busy')")
    wait_until_run(page, ALL_RUN)
    page.wait_for_function(f"() => {CURRENT}.content.widgets.every(cell => cell.isAttached)", timeout=60_000)  # drawn when there is time
    page.wait_for_timeout(2000)


def write_notebook(home, name: str, sources: list[str]) -> None:
    """Write a notebook of these code cells into the learner's folder."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    notebook.metadata["kernelspec"] = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    nbformat.write(notebook, home / "notebooks" / name)


def open_apart(browser, lab: str, home, name: str, sources: list[str], heard: list | None = None):
    """Write a notebook that keeps its answers apart from those of the other tests, open it and run it.

    Nothing but what its cells show may come of it.
    """
    setting = f"import os\nos.environ['COURSE_PROGRESS_DIR'] = {str(home / f'answers of {name}')!r}\nimport course\n"
    write_notebook(home, name, [setting + sources[0], *sources[1:]])
    opened = open_notebook(browser, lab, name, heard=heard)
    run_all(opened)
    assert output_kinds(opened) == ["execute_result"] * len(sources)
    return opened


def as_text(frame: str | bytes) -> str:
    """Return a message of the kernel as text, with Chinese characters as characters."""
    text = frame.decode("utf-8", "replace") if isinstance(frame, bytes) else frame
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def set_source(page, number: int, source: str) -> None:
    """Write this into a cell of an open notebook."""
    page.evaluate(f"([n, source]) => {CURRENT}.content.model.cells.get(n).sharedModel.setSource(source)", [number, source])


def run_all(page) -> None:
    """Choose Run → Run All Cells and wait until the kernel is done and the widgets stand."""
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    wait_until_run(
        page,
        f"""() => {{ const cells = [...{CURRENT}.content.model.cells].filter(c => c.type === 'code' && c.sharedModel.getSource());
            return {CURRENT}.sessionContext.session.kernel.status === 'idle' && cells.every(c => c.executionCount > 0)
              && !document.querySelector('.jp-InputPrompt[textContent="[*]:"]'); }}""",
    )
    page.wait_for_timeout(2500)


def run_with_answers_in(page, folder: str) -> None:
    """Run a notebook whose first cell is free for it, with the answers kept in this folder of the learner's home."""
    set_source(page, 0, f"import os, course\nos.environ['COURSE_PROGRESS_DIR'] = '../{folder}'")
    run_all(page)


def cells(page) -> list:
    """Return every cell's kind and source: what no key inside a widget may change."""
    return page.evaluate(f"() => [...{CURRENT}.content.model.cells].map(c => [c.type, c.sharedModel.getSource()])")


def output_kinds(page) -> list[str]:
    """Return the kind of every output of every code cell, with the stream's name."""
    return page.evaluate(
        f"""() => [...{CURRENT}.content.model.cells].filter(c => c.type === 'code')
            .flatMap(c => c.outputs.toJSON().map(o => o.output_type + (o.name ? ':' + o.name : '')))"""
    )


@contextmanager
def running(browser, lab: str, name: str, **options):
    """A notebook opened and run. Whatever keys are pressed in it meanwhile, no cell has changed when it is closed."""
    opened = open_notebook(browser, lab, name, **options)
    run_all(opened)
    before = cells(opened)
    yield opened
    assert cells(opened) == before
    opened.close() if options.get("heard") is not None else put_away(opened)


def serious(page, context: str) -> list[tuple[str, str, str]]:
    """Return what axe finds serious or critical there: the rule, the first element, how to mend it."""
    found = Axe().run(page, context=context).response["violations"]
    bad = (v for v in found if v["impact"] in ("serious", "critical"))
    return [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in bad]


def set_theme(page, dark: bool) -> None:
    """Choose the light or the dark theme and wait until it shows."""
    theme = "JupyterLab Dark" if dark else "JupyterLab Light"
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    page.wait_for_selector(f'body[data-jp-theme-light="{"false" if dark else "true"}"]', state="attached")
    page.wait_for_timeout(800)
