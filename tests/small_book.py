"""Someone else's Jupyter Book, built in a folder of its own."""

import subprocess
import sys

import nbformat
from nbformat import v4

CURVE = "from mlcalc import figures\nfigures.curve(lambda w: w**2, w=(-1, 1, 0.5), name='C', id='mine')"


def small_book(folder, *extensions, cell="x = 1", text="# A book\n", builder="html"):
    """Someone else's book of one notebook (a cell, or several) and a page; returns the finished build."""
    folder.mkdir(exist_ok=True)
    (folder / "_config.yml").write_text(
        f"title: Mine\nexecute: {{execute_notebooks: force}}\nsphinx: {{extra_extensions: [{', '.join(extensions)}]}}\n"
    )
    (folder / "_toc.yml").write_text("format: jb-book\nroot: page\nchapters: [{file: plain}]\n")
    (folder / "plain.md").write_text("# A page without a figure\n")
    cells = [v4.new_code_cell(source) for source in ([cell] if isinstance(cell, str) else cell)]
    nbformat.write(v4.new_notebook(cells=[v4.new_markdown_cell(text), *cells]), folder / "page.ipynb")
    main = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", main, "build", str(folder), "-W", "--keep-going", "--builder", builder]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)
