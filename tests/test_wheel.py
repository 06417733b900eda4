"""The package as others get it: a wheel, installed outside the clone, whose figures are alive."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

# Asked in another folder, with the installed wheel before all else.
USE = """
import sys
from pathlib import Path
import numpy as np
import mlcalc
from mlcalc import figures, formula, grad
from mlcalc.book import formulas, lean, reference

assert Path(mlcalc.__file__).parent == Path(sys.argv[1]) / "mlcalc", mlcalc.__file__
cost = lambda w, b: (np.tanh(w + b) - 0.2) ** 2
fig = figures.curve(cost, w=(-3, 3, 1.3), b=(-2, 2, -0.1), name="C")
bundle = fig._repr_mimebundle_()[0]
assert bundle["image/png"].startswith(b"\\x89PNG")
assert 'data-kind="curve"' in bundle["text/html"]
assert "render" in str(fig._esm)
assert abs(grad(cost)(1.3, -0.1) - fig.values["dC/dw"]) < 1e-12
print(fig)
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel that make has just built; else one of the sources as they are now.

    Without the build's hook: to bundle the front end again would write the files that other tests are reading.
    """
    if "MLCALC_WHEEL" in os.environ:
        return ROOT / os.environ["MLCALC_WHEEL"]
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    env = os.environ | {"HATCH_BUILD_NO_HOOKS": "true"}
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_it_holds_the_package_and_all_that_was_built(names):
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "mlcalc").rglob("*.py")}
    built = {path.relative_to(ROOT).as_posix() for path in (ROOT / "mlcalc" / "static").rglob("*") if path.is_file()}
    # What is generated stands in python.js, as does what it is generated for.
    own = {name for name in modules if not name.startswith("mlcalc/front/") and "generated" not in name}
    assert {
        "mlcalc/static/figures.js",
        "mlcalc/static/typed.js",
        "mlcalc/static/trained.js",
        "mlcalc/static/figures.mjs",
        "mlcalc/static/katex.min.js",
    } <= built
    assert own | built | {"mlcalc/py.typed", "mlcalc/book/theme/page.css"} <= names


def test_it_holds_the_licences_of_the_code_and_of_what_is_bundled(names):
    assert "mlcalc/static/THIRD-PARTY-NOTICES.txt" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_it_holds_nothing_else(names):
    folders = {name.split("/")[0] for name in names}
    assert {folder for folder in folders if not folder.endswith(".dist-info")} == {"mlcalc"}
    assert not [name for name in names if name.startswith("mlcalc/front/") or "__pycache__" in name]


def test_installed_elsewhere_it_draws_a_figure(wheel, tmp_path):
    place, elsewhere = tmp_path / "site-packages", tmp_path / "elsewhere"
    elsewhere.mkdir()
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(place), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True, timeout=120)
    # What it depends on is taken from this environment; PYTHONPATH stands before the clone that is installed there.
    env = os.environ | {"PYTHONPATH": str(place)}
    run = subprocess.run(
        [sys.executable, "-c", USE, str(place)], cwd=elsewhere, env=env, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("<curve figure")
    assert not list(Path(elsewhere).iterdir())
