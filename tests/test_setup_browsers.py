"""A machine without a browser: make fetches one, once, whatever else runs; the package and the tests never do."""

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from mlcalc.make.browser import path_of

ROOT = Path(__file__).parent.parent
STEP = [sys.executable, str(ROOT / "setup" / "browsers.py")]
OPEN = [sys.executable, "-c", "from playwright.sync_api import sync_playwright as s; from mlcalc.make.browser import "
        "launch; p = s().start(); b = launch(p); print('opened', b.version); b.close(); p.stop()"]  # fmt: skip

# Python as somebody who is root, or is not, on a machine that has no browser outside PATH.
SITE = """
import os, shutil
find = shutil.which
shutil.which = lambda name, *more, **options: None if "/" in name else find(name, *more, **options)
os.geteuid = lambda: int(os.environ["USER_ID"])
"""
# `python -m playwright` alone is another; what the package offers to programs is the real one's.
INIT = """
import pkgutil
__path__ = pkgutil.extend_path(__path__, __name__)
__file__ = __path__[-1] + "/__init__.py"
"""
MAIN = """
import os, shutil, sys, time
from pathlib import Path
from playwright.sync_api import sync_playwright
with open(os.environ["CALLS"], "a") as calls:
    print("playwright", *sys.argv[1:], file=calls)
print("|■■■■■■■■■■            |  50% of 150.0 MiB", flush=True)
if os.environ["DOWNLOAD"] != "works":
    sys.exit("Error: getaddrinfo ENOTFOUND")
with sync_playwright() as playwright:
    path = Path(playwright.chromium.executable_path)
path.parent.mkdir(parents=True)
shutil.copy(os.environ["BROWSER"], path)
"""
APT = """#!/bin/sh
echo apt-get "$@" >> "$CALLS"
case "$*" in *"$LACKS"*) exit 100;; *install*) /bin/sleep 1; /bin/cp "$BROWSER" "$PATH/chromium";; esac
"""


def executable(path, text):
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def stranger(browser, tmp_path):
    """Starts a command on a machine without a browser: `start(command, download="works", user=0)`; `start.calls()`.

    Of the engines it wants Chromium's alone, unless `engines` says otherwise.
    """
    real = path_of(SimpleNamespace(chromium=browser.browser_type))
    waiting = executable(tmp_path / "browser", f'#!/bin/sh\nPATH="{os.environ["PATH"]}" exec "{real}" "$@"\n')
    for folder in ("bin", "site/playwright"):
        (tmp_path / folder).mkdir(parents=True)
    executable(tmp_path / "bin" / "apt-get", APT)
    (tmp_path / "site" / "sitecustomize.py").write_text(SITE)
    (tmp_path / "site" / "playwright" / "__init__.py").write_text(INIT)
    (tmp_path / "site" / "playwright" / "__main__.py").write_text(MAIN)
    log = tmp_path / "calls"
    places = {"PATH": tmp_path / "bin", "PLAYWRIGHT_BROWSERS_PATH": tmp_path / "fetched", "CALLS": log,
              "BROWSER": waiting, "PYTHONPATH": f"{tmp_path / 'site'}{os.pathsep}{ROOT}"}  # fmt: skip

    def start(command, *, download="fails", user=1000, lacks="(no package)", engines="chromium"):
        env = os.environ | {name: str(place) for name, place in places.items()}
        env |= {"DOWNLOAD": download, "USER_ID": str(user), "LACKS": lacks, "MLCALC_ENGINES": engines}
        return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    start.calls = lambda: log.read_text().splitlines() if log.exists() else []
    return start


def ended(process):
    """(exit code, stdout, stderr)"""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


# A machine, and what is asked of Playwright and of the system there, in this order.
APT_GET = "apt-get -q -y -o DPkg::Lock::Timeout=600"
WAYS = {
    "Playwright's own": ({"download": "works"}, ["playwright install chromium"]),
    "the system's": (
        {"download": "fails", "user": 0},
        [
            "playwright install chromium",
            f"{APT_GET} update",
            f"{APT_GET} install --no-install-recommends chromium-headless-shell",
        ],
    ),
    "the system's, which has it with windows only": (
        {"download": "fails", "user": 0, "lacks": "chromium-headless-shell"},
        [
            "playwright install chromium",
            f"{APT_GET} update",
            f"{APT_GET} install --no-install-recommends chromium-headless-shell",
            f"{APT_GET} install --no-install-recommends chromium",
        ],
    ),
}


@pytest.mark.parametrize(("machine", "calls"), WAYS.values(), ids=WAYS)
def test_two_at_once_fetch_one_browser_and_both_go_on(stranger, machine, calls):
    ends = [ended(one) for one in [stranger(STEP, **machine) for _ in range(2)]]
    assert [code for code, _, _ in ends] == [0, 0], ends
    assert stranger.calls() == calls
    assert sorted(out.count("Fetching Chromium") for _, out, _ in ends) == [0, 1]
    code, out, err = ended(stranger(OPEN, **machine))
    assert (code, out[:7]) == (0, "opened "), err


def test_what_opens_a_page_fetches_nothing_and_says_what_to_type(stranger):
    code, _, err = ended(stranger(OPEN, download="works", user=0))
    assert code == 1
    assert "-m playwright install --with-deps chromium" in err
    assert stranger.calls() == []


def test_where_no_browser_can_be_fetched_the_step_says_why_and_what_to_type(stranger):
    code, out, err = ended(stranger(STEP))
    assert code == 1
    assert "Playwright's own: not to be had here" in out
    assert "ENOTFOUND" in err
    assert "sudo apt-get install chromium" in err
    assert stranger.calls() == ["playwright install chromium"], "only root installs for the whole machine"


ASKED_FOR = {
    "firefox": f"{APT_GET} install --no-install-recommends firefox-esr",
    "webkit": f"{APT_GET} install --no-install-recommends webkit2gtk-driver xvfb",
}


@pytest.mark.parametrize("wanted", [("firefox", "webkit"), ("firefox",), ()], ids=str)
@pytest.mark.parametrize("user", [0, 1000])
def test_engines_for_tests_alone_are_asked_for_and_the_step_goes_on_without_them(stranger, wanted, user):
    code, _, err = ended(stranger(STEP, download="works", user=user, engines=",".join(["chromium", *wanted])))
    asked = [call for name in wanted for call in (f"{APT_GET} update", ASKED_FOR[name])] if user == 0 else []
    assert (code, stranger.calls()) == (0, ["playwright install chromium", *asked])
    advised = [name for name, packages in (("firefox", "firefox-esr"), ("webkit", "webkit2gtk-driver xvfb"))
               if f"sudo apt-get install {packages}" in err]  # fmt: skip
    assert advised == list(wanted)


def test_an_engine_that_there_is_not_is_named(stranger):
    code, _, err = ended(stranger(STEP, download="works", engines="chromium,gecko"))
    assert code == 1
    assert "MLCALC_ENGINES names 'gecko'; it can name chromium, firefox, webkit" in err


OPENERS = {
    "test": "-m pytest",
    "pdf": "-m mlcalc.make.paper",
    "bench": "-m bench figures",
    "bench-figures": "-m bench figures",
}


@pytest.mark.parametrize(("target", "opens"), OPENERS.items(), ids=OPENERS)
def test_make_gets_the_browser_before_anything_opens_it(target, opens):
    env = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    plan = subprocess.run(["make", "-n", target], cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout
    assert 0 < plan.find("setup/browsers.py") < plan.find(opens)


def test_what_ci_runs_is_what_a_reader_runs():
    script = (ROOT / ".ci" / "run").read_text()
    assert re.findall(r"^make .*", script, re.MULTILINE) == ["make check", "make test"]
    assert "install" not in script
    readme = (ROOT / "README.md").read_text()
    assert all(command in readme for command in ("make check", "make test"))
