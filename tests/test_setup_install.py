"""What pip says, as somebody sees it who types `make book` for the first time."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

INSTALL = [sys.executable, str(Path(__file__).parent.parent / "setup" / "install.py"), "-r", "requirements.txt"]

NAMES = [f"package-{k}" for k in range(60)]
# A pip that finds each package twice, and whose indexes complain.
PIP = f"""
import os, sys
assert sys.argv[1] == "install" and sys.argv[-2:] == ["-r", "requirements.txt"], sys.argv
print("  Installing build dependencies: started")
for name in {NAMES}:
    print(f"Collecting {{name}}<2,>=1.0 (from -r requirements.txt (line 2))")
    print(f"WARNING: Location 'file:///here/{{name}}/' is ignored", file=sys.stderr)
    print(f"Processing /wheels/{{name.replace('-', '_')}}-1.0-py3-none-any.whl (from -r requirements.txt)")
if os.environ["WORKS"] == "no":
    sys.exit("ERROR: No matching distribution found for package-60")
print("Installing collected packages: " + ", ".join({NAMES}))
print("Successfully installed " + " ".join(name + "-1.0" for name in {NAMES}))
"""


@pytest.fixture
def machine(tmp_path):
    """The environment of a Python that has this pip: `machine(works="no")`."""
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip" / "__init__.py").touch()
    (tmp_path / "pip" / "__main__.py").write_text(PIP)
    return lambda works: os.environ | {"PYTHONPATH": str(tmp_path), "WORKS": works, "COLUMNS": "80"}


def test_in_a_log_a_line_now_and_then_and_how_many_came(machine):
    run = subprocess.run(INSTALL, env=machine("yes"), capture_output=True, text=True, check=True)
    assert run.stderr == ""
    # The first piece of news is what builds the figures.
    wanted = ["24 packages: package-23", "49 packages: package-48", "60 packages installed"]
    assert [line.strip() for line in run.stdout.splitlines()] == wanted


def test_on_a_terminal_one_line_moves_and_one_stays(machine):
    ours, theirs = pty.openpty()
    with subprocess.Popen(INSTALL, env=machine("yes"), stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = "".join(read_all(ours))
    assert process.returncode == 0
    moves = [text.strip() for text in shown.split("\r") if text.strip()]
    counted = [f"{k} packages: {name}" for k, name in enumerate(NAMES, start=1)]
    assert moves == ["fetching what builds the figures", *counted, "unpacking them all", "60 packages installed"]
    assert shown.count("\n") == 1
    assert max(map(len, shown.split("\r"))) < 80, "a longer line would wrap"


def read_all(terminal):
    """What is written to a terminal until nobody has it open, which Linux tells as an error and macOS as an end."""
    try:
        while part := os.read(terminal, 4096):
            yield part.decode()
    except OSError:
        return
    finally:
        os.close(terminal)


def test_a_failure_shows_all_that_pip_said_and_fails(machine):
    run = subprocess.run(INSTALL, env=machine("no"), capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert all(f"Collecting {name}<2" in run.stderr and f"here/{name}/" in run.stderr for name in NAMES)
    assert "ERROR: No matching distribution found for package-60" in run.stderr
    assert "pip could not install everything" in run.stderr
