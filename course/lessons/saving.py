"""What a saved notebook keeps: the readable HTML, not the handle of a widget that is gone tomorrow.

A saved widget view without its kernel shows "model not found" where the lesson should be. Jupyter
calls `before_saving` for every save (etc/jupyter in this repository's package says so), and
`make notebooks` uses the same functions.
"""

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def keep_the_page(notebook: dict) -> dict:
    """Take widget views and widget state out of a notebook where HTML stands beside them; return it."""
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                data.pop(WIDGET_VIEW, None)
    notebook.get("metadata", {}).pop("widgets", None)
    return notebook


def before_saving(model: dict, **_) -> None:
    """Jupyter's pre-save hook: called with the model of the file about to be written."""
    if model.get("type") == "notebook" and model.get("content"):
        keep_the_page(model["content"])
