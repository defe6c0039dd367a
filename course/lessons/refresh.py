"""Running the notebooks and saving their outputs in the form that is committed."""

from collections.abc import Iterator

from .plan import NOTEBOOKS
from .saving import keep_the_page


def refresh_notebooks(names: list[str]) -> Iterator[str]:
    """Run the notebooks named (all, if none is) and save them; yield a line for each.

    A cell that fails stops it, and that notebook's file stays as it was.
    """
    import nbformat  # here, because no learner needs them
    from nbclient import NotebookClient

    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        if names and path.name not in names:
            continue
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(
            notebook, kernel_name="python3", timeout=300, resources={"metadata": {"path": NOTEBOOKS}}
        ).execute()
        for number, cell in enumerate(notebook.cells):
            # Times of execution would change with every run and are nobody's business.
            cell.metadata.pop("execution", None)
            cell.id = f"cell-{number:02}" if cell.id.startswith("cell-") else cell.id
        notebook.metadata = {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
        nbformat.write(keep_the_page(notebook), path)
        yield f"{path.name}: {sum(c.cell_type == 'code' for c in notebook.cells)} code cells run"
