"""Running the notebooks and saving their outputs in the form that is committed."""

import os
from collections.abc import Iterator
from pathlib import Path

from ..base import DataError
from .plan import NOTEBOOKS, load_lessons
from .saving import WIDGET_VIEW, keep_the_page
from .shipped import write_shipped


def refresh_notebooks(names: list[str]) -> Iterator[str]:
    """Run the notebooks named (all, if none is) and save them; yield a line for each.

    Raises DataError for a name that is none of theirs, and for a cell that fails: its notebook's file stays as it was.
    """
    import nbformat  # here, because no learner needs it

    paths = {path.name: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    if unknown := [name for name in names if name not in paths]:
        raise DataError(f"there is no notebook {unknown[0]!r}; the notebooks are {', '.join(paths)}")
    lessons = {lesson.file: lesson.id for lesson in load_lessons()}
    for path in (paths[name] for name in names or paths):
        notebook = run_anew(path)
        for number, cell in enumerate(notebook.cells):
            # Times of execution would change with every run and are nobody's business.
            cell.metadata.pop("execution", None)
            cell.id = f"cell-{number:02}" if cell.id.startswith("cell-") else cell.id
        notebook.metadata = {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "course": {"lesson": lessons[path.name]},  # by this the JupyterLab extension knows its own
        }
        nbformat.write(notebook, path)
        write_shipped()
        yield f"{path.name}: {sum(c.cell_type == 'code' for c in notebook.cells)} code cells run"


def run_anew(path: Path, **environment: str):
    """Return a notebook with what its cells show when run with these variables set, in the form that is kept.

    The file stays as it is. Raises DataError for a cell that fails.
    """
    import nbformat  # here, because no learner needs it

    notebook = nbformat.read(path, as_version=4)
    widgets = _run(notebook, path.name, os.environ | environment)
    for cell in notebook.cells:
        if "nbval-ignore-output" in cell.metadata.get("tags", ()):
            cell.outputs = [still for output in cell.outputs for still in _still(output, widgets)]
    notebook.metadata.pop("widgets", None)  # the state of widgets that end with their kernel
    return keep_the_page(notebook)


def _still(output: dict, widgets: dict[str, dict]) -> list[dict]:
    """Return what an `interact` shows, in its place: its slider moves nothing without a kernel.

    It is a box, and the last thing in it is an Output widget. (nbval runs such a cell and compares nothing: under it
    an Output widget stays empty.)
    """
    view = output.get("data", {}).get(WIDGET_VIEW, {})
    box = widgets.get(view.get("model_id"), {})
    if not box.get("children"):
        return [output]
    return widgets[box["children"][-1].removeprefix("IPY_MODEL_")]["outputs"]


def patience(cell: dict) -> int:
    """Return how long a cell may take, in seconds.

    Now and then nbclient misses the end of an `interact` and looks again only when the time is up (it writes to the
    socket on which it listens), so such a cell, which takes a second or two, is not given minutes.
    """
    return 20 if "nbval-ignore-output" in cell.metadata.get("tags", ()) else 300


def _run(notebook: dict, name: str, environment: dict[str, str]) -> dict[str, dict]:
    """Run a notebook; return the state of its widgets, by their ids."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    try:
        where = {"metadata": {"path": NOTEBOOKS}}
        client = NotebookClient(notebook, kernel_name="python3", timeout_func=patience, resources=where)
        client.execute(env=environment)
        return client.widget_state
    except CellExecutionError as error:
        failed = next(c for c in notebook.cells if any(o.output_type == "error" for o in c.get("outputs", ())))
        what = f"{error.ename}: {error.evalue}"
        raise DataError(f"{name}, cell {failed.source.splitlines()[-1]!r}: {what}") from None
