"""The front end's own tests run with everything else: `pytest` is the one command."""

import gzip
import json
import os
import subprocess

from mlcalc.make import node

# KaTeX sets the formulas; all the rest of the script is the figures'.
WEIGH = """
import { buildSync } from "esbuild";
import { gzipSync } from "node:zlib";
const options = { bundle: true, minify: true, format: "iife", external: ["katex"], write: false };
options.loader = { ".css": "empty" };
const [script] = buildSync({ entryPoints: ["page.ts"], ...options }).outputFiles;
console.log(gzipSync(script.contents, { level: 9 }).length);
"""


def test_the_front_ends_own_tests_pass():
    node.install()
    # Its tests import what is generated: written as the build writes it, so that it is there and fresh.
    node.generate()
    binary = node.binary()
    environment = os.environ | {"PATH": os.pathsep.join([str(binary.parent), os.environ.get("PATH", "")])}
    command = [
        str(binary),
        "--import",
        "./testing/styles.mjs",
        "--test",
        "--test-reporter=tap",
    ]  # what `npm test` runs, in words a program can count
    run = subprocess.run(command, cwd=node.FRONT, env=environment, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    passed = int(run.stdout.rsplit("# pass ", 1)[1].split()[0])
    assert passed > 0, "no test ran"
    assert "# skipped 0" in run.stdout
    assert "# todo 0" in run.stdout


def test_the_figures_script_is_light_without_katex():
    node.install()
    command = [str(node.binary()), "--input-type=module", "--eval", WEIGH]
    run = subprocess.run(command, cwd=node.FRONT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) <= 62_000


def test_what_is_typed_is_read_by_a_script_that_is_fetched_only_for_it_and_is_light():
    first, second = ((node.STATIC / name).read_text(encoding="utf-8") for name in ("figures.js", "typed.js"))
    assert len(gzip.compress(second.encode(), 9)) <= 45_500  # with the box for programs, links and stages
    sentence = "Derivatives, code and links"
    assert sentence in second
    assert sentence not in first
    assert "did you mean" in second
    assert "did you mean" not in first, "formulas are read by the second script alone"
    assert "This figure stays a picture" in first
    assert "This figure stays a picture" not in second, "the second script has a copy of what is in the first"


def test_what_trains_comes_in_a_third_script_that_has_no_copy_of_the_first():
    first, third = ((node.STATIC / name).read_text(encoding="utf-8") for name in ("figures.js", "trained.js"))
    assert len(gzip.compress(third.encode(), 9)) <= 14_000
    sentence = "the cost runs away"
    assert sentence in third
    assert sentence not in first
    assert "This figure stays a picture" not in third
    assert "Drawing: arrow keys move" in first, "the square to draw in belongs to the digits too"
    assert "Drawing: arrow keys move" not in third


def test_the_licences_of_what_is_bundled_stand_beside_it():
    node.install()
    notices = (node.STATIC / "THIRD-PARTY-NOTICES.txt").read_text(encoding="utf-8")
    bundled = json.loads((node.FRONT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert bundled
    for name in bundled:
        # What a package leaves out stands in a folder of ours.
        own = node.FRONT / "licences" / f"{name.split('/')[-1]}.txt"
        (licence,) = [*(node.MODULES / name).glob("LICENSE*")] or [own]
        assert licence.read_text(encoding="utf-8").strip() in notices
    assert "SIL OPEN FONT LICENSE Version 1.1" in notices
    for font in (node.STATIC / "fonts").iterdir():
        assert font.stem.split("-")[0] in notices


def test_the_front_end_is_built_anew_after_an_edit_and_not_before(tmp_path, monkeypatch):
    built, edited = tmp_path / "static" / "katex.min.js", tmp_path / "front" / "page.ts"
    monkeypatch.setattr(node, "PACKAGE", tmp_path)
    monkeypatch.setattr(node, "STATIC", built.parent)
    for path, time in ((built, 200), (edited, 100), (tmp_path / "front" / "node_modules" / "other.js", 300)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (time, time))
    assert node.is_built()
    os.utime(edited, (201, 201))
    assert not node.is_built()
    built.unlink()
    assert not node.is_built()
