"""The rooms of mlcalc.figures: common stands below the kinds, no kind knows another, and no folder is a crowd."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from mlcalc import figures

ROOM = Path(figures.__file__).parent
NAME = ("mlcalc", "figures")
FILES = sorted(ROOM.rglob("*.py"))
MOST = 15  # files in a folder, beyond which nobody finds the one that is looked for


def imported(path):
    """Every module inside mlcalc.figures that a file imports, as the parts of its name."""
    package = (*NAME, *path.relative_to(ROOM).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            whole = (*base, *(node.module or "").split("."))
            targets = [whole] if node.module else [(*base, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            targets = [tuple(alias.name.split(".")) for alias in node.names]
        else:
            continue
        yield from (target[2:] for target in targets if target[:2] == NAME)


def room(parts):
    """The floor that a module stands on, and for a kind its name."""
    floor = parts[0] if parts and parts[0] in ("common", "kinds") else "the calls"
    return floor, parts[1] if floor == "kinds" and len(parts) > 1 else ""


BELOW = {"common": {"common"}, "kinds": {"common", "kinds"}, "the calls": {"common", "kinds"}}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOM)))
def test_arrows_point_down_and_no_kind_imports_another(path):
    own, kind = room(path.relative_to(ROOM).parts)
    for target in imported(path):
        floor, other = room(target)
        assert floor in BELOW[own], f"{own} imports {'.'.join(target)}, which stands above it"
        assert own != "kinds" or floor == "common" or other == kind, f"the kind {kind} imports the kind {other}"


def test_a_kind_is_a_folder_with_a_file_of_its_name_and_a_call():
    folders = {path.name for path in (ROOM / "kinds").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert len(folders) >= 9
    for kind in folders:
        assert (ROOM / "kinds" / kind / f"{kind}.py").is_file()
        assert callable(getattr(figures, kind))


@pytest.mark.parametrize("folder", sorted({path.parent for path in FILES}), ids=lambda path: path.name)
def test_no_folder_is_a_crowd(folder):
    files = list(folder.glob("*.py"))
    assert len(files) <= MOST, f"{len(files)} files: give those that belong together a folder"


WITHOUT = """
import importlib.abc, sys
class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == {package!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Missing())
import mlcalc
try:
    from mlcalc import figures
except ImportError as error:
    print(error)
"""


@pytest.mark.parametrize("package", ["anywidget", "matplotlib"])
def test_without_the_extra_it_says_what_to_install(package):
    command = [sys.executable, "-c", WITHOUT.format(package=package)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert f"No module named '{package}'" in run.stdout
    assert "pip install 'mlcalc[figures]'" in run.stdout


def test_the_mark_of_a_live_number_is_written_in_one_place():
    package = ROOT / "mlcalc"
    files = [path for path in package.rglob("*.py") if "node_modules" not in path.parts and "static" not in path.parts]
    writers = [path.relative_to(package).as_posix() for path in files if "htmlData" in path.read_text(encoding="utf-8")]
    assert writers == ["figures/common/live.py"]


@pytest.mark.parametrize("name", ["entries", "identifier", "parameter_names", "passes", "written", "in_latex"])
def test_what_the_kinds_share_is_defined_once(name):
    defined = [path for path in FILES if f"\ndef {name}(" in path.read_text(encoding="utf-8")]
    assert len(defined) == 1
    assert room(defined[0].relative_to(ROOM).parts)[0] == "common"
