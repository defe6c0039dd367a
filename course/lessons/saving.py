"""What a saved notebook keeps: the readable HTML, not the handle of a widget that is gone tomorrow.

A saved widget view without its kernel shows "model not found" where the lesson should be. A Jupyter server loads this
module as an extension of its own (`jupyter/server.json` says so): where it cannot, it logs that and starts all the same.
`make notebooks` uses the same functions.
"""

from ..base import RECORD

_TO_RUN = "<p>运行这一格，才看得到它。 Run this cell to see it.</p>"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def keep_the_page(notebook: dict) -> dict:
    """Return a notebook in which no widget stands that readable HTML stands beside; other people's are left alone.

    It is the course's own, wherever it lies, if one of its outputs says so. A widget that has no other form keeps its
    view, and with it the notebook keeps the state of its widgets; where no state was saved there is nothing to show, and
    a line says what to do instead.
    """
    outputs = [output for cell in notebook.get("cells", []) for output in cell.get("outputs", [])]
    if not any(RECORD in output.get("metadata", {}) for output in outputs):
        return notebook
    for output in outputs:
        data = output.get("data", {})
        if WIDGET_VIEW in data and "widgets" not in notebook.get("metadata", {}):
            data.setdefault("text/html", _TO_RUN)
        if "".join(data.get("text/html", "")).strip():
            data.pop(WIDGET_VIEW, None)
    if not any(WIDGET_VIEW in output.get("data", {}) for output in outputs):
        notebook.get("metadata", {}).pop("widgets", None)
    return notebook


def before_saving(model: dict, **_) -> None:
    """Jupyter's pre-save hook: called with the model of the file about to be written."""
    if model.get("type") == "notebook" and model.get("content"):
        keep_the_page(model["content"])


def _jupyter_server_extension_points() -> list[dict]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server) -> None:
    """Called by a Jupyter server that starts. Another's pre-save hook stays: this one is called after it."""
    server.contents_manager.register_pre_save_hook(before_saving)
