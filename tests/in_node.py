"""The page's own code, run in Node on what a test gives it."""

import json
import shutil
import subprocess

from mlcalc.make.node import FRONT, GENERATED, binary
from mlcalc.write.typescript import to_typescript


def copy_front(folder, *rooms):
    """These rooms of the front end in a folder of the test's own, with the table as it is now.

    Never the file that happens to lie there: the table may have changed since it was built.
    """
    shutil.copy(FRONT / "package.json", folder)
    for room in rooms:
        shutil.copytree(FRONT / room, folder / room)
    (folder / "compute" / GENERATED.name).write_text(to_typescript(), encoding="utf-8")


def run_script(script, question, *arguments):
    """What a script prints, as JSON, when it is given this as JSON."""
    text = json.dumps(question, allow_nan=False)
    run = subprocess.run(
        [str(binary()), str(script), *map(str, arguments)],
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
