"""`python -m course refresh` runs the notebook it is given, and says in one line what it cannot run."""

import nbformat
import pytest

from course.base import DataError
from course.lessons import refresh
from course.__main__ import main


def test_a_notebook_that_is_not_there_is_said(capsys):
    assert main(["refresh", "02-why-reform.ipynb", "02.ipynb"]) == 1
    out, err = capsys.readouterr()
    assert not out and len(err.splitlines()) == 1 and "'02.ipynb'" in err and "02-why-reform.ipynb" in err


def test_a_cell_that_fails_is_said_in_one_line_and_nothing_is_saved(tmp_path, monkeypatch):
    monkeypatch.setattr(refresh, "NOTEBOOKS", tmp_path)
    cells = [nbformat.v4.new_code_cell(source) for source in ("a = 1", "# halves\na / 0")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "x.ipynb")
    before = (tmp_path / "x.ipynb").read_bytes()
    with pytest.raises(DataError) as told:
        list(refresh.refresh_notebooks([]))
    assert str(told.value) == "x.ipynb, cell 'a / 0': ZeroDivisionError: division by zero"
    assert (tmp_path / "x.ipynb").read_bytes() == before
