"""Notebooks are stored clean, and running one twice changes no byte."""

import json

import nbformat
import pytest
from conftest import ROOT

from mlcalc.make import notebooks

CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.name)
def test_the_books_notebooks_are_stored_clean(path):
    assert notebooks.main(["--check", str(path)]) == 0


def write(path, *sources):
    """A notebook as an editor of the old format leaves it: no ids, traces of the machine, nothing run."""
    cell = {"cell_type": "code", "metadata": {"execution": {"started": 1}}, "outputs": [], "execution_count": 7}
    cells = [{**cell, "source": source} for source in sources]
    metadata = {"widgets": {}, "language_info": {"name": "python", "version": "3.11.7"}}
    path.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}))
    return path


def test_running_stores_outputs_and_nothing_of_the_machine(tmp_path, capsys):
    (tmp_path / "beside.txt").write_text("read from the notebook's own folder")
    path = write(tmp_path / "a.ipynb", "import mlcalc.figures as f\nf.curve(lambda w: w**2, w=(-1, 1, 0.5), id='a')",
                 "print(open('beside.txt').read())", "")  # fmt: skip
    assert notebooks.main(["--check", str(path)]) == 1
    assert "python -m mlcalc.make.notebooks" in capsys.readouterr().err
    assert notebooks.main([str(path)]) == 0
    stored = nbformat.read(path, as_version=4)
    figure, text, _ = stored.cells
    assert {"text/html", "image/png"} <= set(figure.outputs[0].data)
    assert notebooks.WIDGET not in figure.outputs[0].data
    assert text.outputs[0].text == "read from the notebook's own folder\n"
    assert stored.metadata == {"kernelspec": notebooks.KERNEL, "language_info": notebooks.LANGUAGE}
    assert all(cell.metadata == {} for cell in stored.cells)
    assert notebooks.main(["--check", str(path)]) == 0
    before = path.read_bytes()
    assert notebooks.main([str(path)]) == 0
    assert path.read_bytes() == before
    assert "unchanged" in capsys.readouterr().out


def test_a_notebook_runs_with_one_thread_for_a_product_of_matrices(tmp_path, monkeypatch):
    """Several wait for each other on a busy machine, and chapter 9 took minutes."""
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    path = tmp_path / "n.ipynb"
    cell = nbformat.v4.new_code_cell("import os\nprint(os.environ.get('OPENBLAS_NUM_THREADS'))")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    notebooks.run(path)
    assert nbformat.read(path, 4).cells[0].outputs[0].text == "1\n"


def test_a_text_that_arrives_in_pieces_is_stored_whole(tmp_path):
    path = write(tmp_path / "a.ipynb", "for _ in range(3):\n    print('a', flush=True)")
    assert notebooks.main([str(path)]) == 0
    (cell,) = nbformat.read(path, as_version=4).cells
    assert [output.text for output in cell.outputs] == ["a\na\na\n"]


def test_streams_of_different_names_stay_apart():
    text = lambda name: nbformat.v4.new_output("stream", name=name, text="a\n")
    joined = notebooks.joined([text("stdout"), text("stdout"), text("stderr"), text("stdout")])
    assert [(output.name, output.text) for output in joined] == [
        ("stdout", "a\na\n"),
        ("stderr", "a\n"),
        ("stdout", "a\n"),
    ]


def test_ids_are_given_once_and_kept(tmp_path):
    path = write(tmp_path / "a.ipynb", "1", "2")
    assert notebooks.main([str(path)]) == 0
    notebook = json.loads(path.read_text())
    assert [cell["id"] for cell in notebook["cells"]] == ["cell-001", "cell-002"]
    notebook["cells"].insert(1, {**notebook["cells"][0], "source": "3"})
    del notebook["cells"][1]["id"]
    path.write_text(json.dumps(notebook))
    assert notebooks.main([str(path)]) == 0
    assert [cell["id"] for cell in json.loads(path.read_text())["cells"]] == ["cell-001", "cell-003", "cell-002"]


def test_a_failing_notebook_is_named_and_left_as_it_was(tmp_path):
    path = write(tmp_path / "bad.ipynb", "1 / 0")
    before = path.read_bytes()
    with pytest.raises(SystemExit, match=r"(?s)bad\.ipynb stops with an error, and was left as it was.*ZeroDivision"):
        notebooks.main([str(path)])
    assert path.read_bytes() == before


def test_what_is_no_notebook_is_named(tmp_path):
    with pytest.raises(SystemExit, match=r"there is no file .*gone\.ipynb"):
        notebooks.main([str(tmp_path / "gone.ipynb")])
    (tmp_path / "text.ipynb").write_text("hello")
    with pytest.raises(SystemExit, match=r"text\.ipynb is not a notebook that can be read"):
        notebooks.main([str(tmp_path / "text.ipynb")])
