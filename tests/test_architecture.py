"""What the pages for programmers say: every path is there, every folder is named, the walk can be walked."""

import re
from fnmatch import fnmatch

import pytest
from conftest import ROOT

PAGES = [name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md") if (ROOT / name).exists()]
# `mlcalc/trace/graph.py`, `tests/support/`, and in a layout the folder at the beginning of a line.
QUOTED = re.compile(r"`((?:mlcalc|tests|setup|bench|chapters)/[\w./*<>-]*)`")
WALKED = re.compile(r"^\| (\d+) \| `([\w./]+)` \| `(\w+)` \|", re.MULTILINE)

# Made by a build or an editor, not by hand.
MADE = ("*/node_modules*", "*/__pycache__*", "mlcalc/static*", "*/dist*")


def text_of(page):
    return (ROOT / page).read_text(encoding="utf-8")


def there(path):
    """Whether the path is in the repository; <kind> and NN-name stand for any name, and static is built."""
    return path.startswith("mlcalc/static") or any(ROOT.glob(re.sub(r"<\w+>|NN-name", "*", path)))


@pytest.mark.parametrize("page", PAGES)
def test_every_path_is_there(page):
    missing = [path for path in QUOTED.findall(text_of(page)) if not there(path.rstrip("/"))]
    assert not missing


def test_the_readmes_layout_is_true():
    (layout,) = re.findall(r"^chapters/ .*?(?=^```)", text_of("README.md"), re.DOTALL | re.MULTILINE)
    names, folder = [], ""
    for line in layout.splitlines():
        paths = re.findall(r"[\w.]+/", line[:21])
        names += [folder + path for path in paths] if line.startswith(" ") else paths
        folder = folder if line.startswith(" ") else paths[0]
    assert len(names) > 10
    assert not [name for name in names if not there(name.rstrip("/"))]


def test_every_folder_is_named():
    text = text_of("ARCHITECTURE.md")
    files = [path.relative_to(ROOT) for path in (ROOT / "mlcalc").rglob("*") if path.is_file()]
    folders = sorted({folder.as_posix() for path in files for folder in path.parents if len(folder.parts) > 1})
    own = [name for name in folders if not any(fnmatch(name, made) for made in MADE)]
    assert len(own) > 20
    # the kinds have one row together, on either side
    rooms = [name for name in own if not re.search(r"/kinds/", name)]
    assert not [name for name in rooms if name != "mlcalc/figures" and f"`{name}`" not in text]


def test_the_walk_leads_through_a_dozen_files_and_back_to_none():
    steps = WALKED.findall(text_of("ARCHITECTURE.md"))
    assert [int(number) for number, *_ in steps] == list(range(len(steps)))
    assert 8 < len(steps) <= 13, "twelve steps, after the file where it begins"
    files = [file for _, file, _ in steps]
    assert len(set(files)) == len(files)
    for _, file, name in steps:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(rf"\b(def|class|function|const) {name}\b|^  {name}\(", text, re.MULTILINE), (file, name)
