"""A figure in a page that Voila serves: alive, with Python behind it."""

import os
import socket
import subprocess
import sys

import nbformat
import pytest
from lab_session import free_port, shows, until
from nbformat import v4

# What an observer in the notebook hears leaves the kernel as a file: Voila's server shows no other way in.
CELL = """
from pathlib import Path
from mlcalc import figures
slope = figures.curve(lambda w: w**3, w=(-1, 2, 0.5), name="C", id="slope")
slope.observe(lambda change: Path({heard!r}).write_text(f"{{change['new']['dC/dw']:g}}"), "values")
slope
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The address of a notebook with one figure, and the file in which its observer writes."""
    folder = tmp_path_factory.mktemp("voila")
    heard, port = folder / "heard", free_port()
    notebook = v4.new_notebook(
        cells=[v4.new_code_cell(CELL.format(heard=str(heard)))],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(notebook, folder / "slope.ipynb")
    names = ("CONFIG_DIR", "RUNTIME_DIR", "DATA_DIR")
    places = {f"JUPYTER_{name}": str(folder / name.lower()) for name in names} | {"IPYTHONDIR": str(folder / "ipython")}
    command = [sys.executable, "-m", "voila", str(folder / "slope.ipynb"), "--no-browser", f"--port={port}"]
    address = f"http://127.0.0.1:{port}/"
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env={**os.environ, **places}, stdout=log, stderr=log)
    try:
        until(lambda: listens(process, port), f"Voila is up: {folder / 'log'}", 120)
        yield address, heard
    finally:
        process.terminate()  # and its kernels with it
        process.wait(30)


def listens(process, port):
    assert process.poll() is None, "Voila did not start"
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_figure_in_voila_moves_with_python_behind_it(served, browser):
    address, heard = served
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    # Voila's page asks the network for MathJax and for icons, which this figure needs none of.
    page.route(lambda url: url.startswith("http") and not url.startswith(address), lambda route: route.fulfill(body=""))
    page.goto(address, timeout=120_000)
    figure = page.locator('#slope[data-state="live"]')
    figure.wait_for(timeout=120_000)
    slider = figure.locator('input[data-name="w"]')
    slider.press("End")
    shows(figure, "C", 8)
    shows(figure, "dC/dw", 12)
    until(lambda: heard.exists() and heard.read_text() == "12", "Python hears the slope")
    slider.press("Home")
    shows(figure, "dC/dw", 3)
    until(lambda: heard.read_text() == "3", "and the next one")
    assert errors == []
    page.close()
