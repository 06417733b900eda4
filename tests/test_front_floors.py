"""The house of the front end: imports point down, no kind of figure knows another, and nothing runs in a circle.

`import type` counts like any other: what a reader needs to understand a file stands below it.
"""

import posixpath
import re

import pytest

from mlcalc.make.node import FRONT

# From the top down. A file may use what is in folders below its own, and its neighbours where no circle comes of it.
FLOORS = ("doors", "live", "kinds", "plot", "controls", "view", "model", "read", "calculus", "compute", "python")
# What tests share. It may use any floor that needs no browser, and no file but a test uses it.
TESTING = "testing"

# import … from "x" and export … from "x", also over several lines; import "x"; import("x").
IMPORT = re.compile(
    r"""^\s*(?:import|export)\b[^;"'=]*\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']"""
    r"""|\bimport\(\s*["']([^"']+)["']\s*\)""",
    re.MULTILINE,
)
SHEET = re.compile(r"""@import\s+["']([^"']+)["']""")


def read_front():
    """The files that each script and each sheet imports, by their paths inside mlcalc/front."""
    files = {}
    for path in sorted([*FRONT.rglob("*.ts"), *FRONT.rglob("*.css")]):
        name = path.relative_to(FRONT).as_posix()
        if name.startswith("node_modules/"):
            continue
        pattern = SHEET if path.suffix == ".css" else IMPORT
        text = path.read_text(encoding="utf-8")
        found = {next(filter(None, match.groups())) for match in pattern.finditer(text)}
        folder = posixpath.dirname(name)
        files[name] = {posixpath.normpath(posixpath.join(folder, used)) for used in found if used.startswith(".")}
    return files


FILES = read_front()


def floor_of(name):
    folder = name.split("/")[0] if "/" in name else "doors"
    return FLOORS.index(folder)


def kind_of(name):
    parts = name.split("/")
    return parts[1] if parts[0] == "kinds" else None


def is_test(name):
    return name.endswith(".test.ts") or name.startswith(f"{TESTING}/")


def offences(files):
    """What one file's imports do that they may not, a sentence for each."""
    for name, used in files.items():
        for other in sorted(used):
            if other not in files:
                yield f"{name} imports {other}, which is not there"
            elif other.startswith(f"{TESTING}/"):
                if not is_test(name):
                    yield f"{name} imports {other}, which is for tests"
            elif not name.startswith(f"{TESTING}/") and floor_of(other) < floor_of(name):
                yield f"{name} imports {other}, which stands above it"
            elif None not in {kind_of(name), kind_of(other)} and kind_of(name) != kind_of(other):
                yield f"{name} imports {other}, which belongs to another kind"


def circle(files):
    """The files from which no path of imports comes to an end; none, where the house stands."""
    left = dict(files)
    while ground := {name for name, used in left.items() if not used & set(left)}:
        left = {name: used for name, used in left.items() if name not in ground}
    return set(left)


def test_every_folder_stands_on_a_floor():
    folders = {name.split("/")[0] for name in FILES if "/" in name}
    assert folders == {*FLOORS[1:], TESTING}
    assert {name for name in FILES if "/" not in name} == {
        "page.ts",
        "typed.ts",
        "trained.ts",
        "widget.ts",
        "loader.ts",
        "styles.d.ts",
    }


def test_imports_point_down_and_no_kind_knows_another():
    assert sum(map(len, FILES.values())) > 300, "hardly an import was found"
    assert not list(offences(FILES))


def test_no_imports_run_in_a_circle():
    assert not circle(FILES)


@pytest.mark.parametrize(
    ("name", "used", "sentence"),
    [
        ("model/model.ts", "view/dom.ts", "stands above it"),
        ("view/kind.ts", "live/host.ts", "stands above it"),
        ("plot/contours.test.ts", "kinds/surface/descent.ts", "stands above it"),
        ("live/host.ts", "page.ts", "stands above it"),
        ("calculus/builder.ts", "model/format.ts", "stands above it"),
        ("plot/axes.ts", "kinds/surface/surface.css", "stands above it"),
        ("kinds/paths/paths.ts", "kinds/curve/spec.ts", "another kind"),
        ("kinds/digit/digit.ts", "kinds/training/training.css", "another kind"),
        ("live/host.ts", "testing/square.ts", "for tests"),
        ("live/host.ts", "live/nowhere.ts", "not there"),
    ],
)
def test_an_import_that_may_not_be_is_found(name, used, sentence):
    assert name in FILES
    (found,) = offences({**FILES, name: FILES[name] | {used}})
    assert found.startswith(f"{name} imports {used}")
    assert sentence in found


@pytest.mark.parametrize(
    ("name", "used"), [("view/numbers.ts", "view/stage.ts"), ("compute/graph.ts", "compute/evaluate.ts")]
)
def test_a_circle_is_found(name, used):
    assert {name, used} <= circle({**FILES, name: FILES[name] | {used}})


@pytest.mark.parametrize(
    "line",
    [
        'import type { Host } from "./x.ts";',
        'import {\n  a,\n  type B,\n} from "./x.ts";',
        'import "./x.ts";',
        'export { a } from "./x.ts";',
        'const { a } = await import("./x.ts");',
    ],
)
def test_every_way_to_import_is_read(line):
    (match,) = IMPORT.finditer(f'/** Not "./y.ts". */\n{line}\nconst text = \'no "./z.ts"\';\n')
    assert "./x.ts" in match.groups()


def test_a_kind_is_one_folder_and_one_row():
    table = (FRONT / "live" / "kinds.ts").read_text(encoding="utf-8")
    (rows,) = re.findall(r"export const kinds[^{]*\{([^}]*)\}", table)
    kinds = {kind for name in FILES if (kind := kind_of(name))}
    # what is typed into comes with the second script, which reads it, and what trains with the third
    (typed,) = re.findall(r"const ALL\b[^{]*\{ \.\.\.kinds,([^}]+)\}", (FRONT / "live" / "bring.ts").read_text("utf-8"))
    (trained,) = re.findall(r"const trained = \{([^}]+)\}", (FRONT / "trained.ts").read_text("utf-8"))
    assert kinds == {*re.findall(r"\w+", rows), *re.findall(r"\w+", typed), *re.findall(r"\w+", trained)}
    for kind in kinds:
        assert {f"kinds/{kind}/{kind}.ts", f"kinds/{kind}/spec.ts"} <= FILES.keys()


def test_every_sheet_is_imported():
    sheets = {name for name in FILES if name.endswith(".css")}
    assert sheets == {used for others in FILES.values() for used in others if used.endswith(".css")}


def test_a_folder_can_be_read_at_a_glance():
    folders = [posixpath.dirname(name) for name in FILES]
    assert max(map(folders.count, folders)) <= 20
