"""A chapter as it is read: its words apart from its formulas, its code and its results."""

import json
import re
from pathlib import Path

CHAPTERS = Path(__file__).parent.parent / "chapters"
NOTEBOOKS = sorted(CHAPTERS.glob("*.ipynb"))
PAGES = sorted([*NOTEBOOKS, *CHAPTERS.glob("*.md")])

FENCE = re.compile(r"^(`{3,}|:{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL)
MATHEMATICS = re.compile(r"\$\$.*?\$\$|\$[^$]+\$", re.DOTALL)
# What is not prose although it is written among it: code, roles such as {cite:p}`…`, anchors, comments, addresses.
ASIDE = re.compile(r"\{[\w:-]+\}`[^`]*`|`[^`]*`|^\([\w-]+\)=\s*$|<!--.*?-->|\]\([^)]*\)|https?://\S+", re.M | re.S)


def all_cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def cells(path, kind):
    return [cell for cell in all_cells(path) if cell["cell_type"] == kind]


def source(path):
    """The Markdown of a page."""
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    return "\n\n".join("".join(cell["source"]) for cell in cells(path, "markdown"))


def code_dropped(text):
    """Without blocks of code; admonitions and folded solutions are prose, so only their fences go."""
    text = re.sub(r"^```(?:python|text|bash|yaml|console)?\s*$.*?^```\s*$", "", text, flags=re.M | re.S)
    return re.sub(r"^(`{3,}|:{3,}).*$", "", text, flags=re.MULTILINE)


def plain(text):
    """The prose alone, mathematics and code left out."""
    return ASIDE.sub(" ", MATHEMATICS.sub(" ", code_dropped(text)))


def words(path):
    return plain(source(path))


def formulas(path):
    return MATHEMATICS.findall(code_dropped(source(path)))


TOLD = ("text/plain", "text/html", "text/latex", "text/markdown")


def results(path):
    """All that the code of a notebook printed or showed as text."""
    found = []
    for cell in cells(path, "code"):
        for output in cell["outputs"]:
            found += output.get("text", [])
            for kind in TOLD:
                found += output.get("data", {}).get(kind, [])
    return "".join(found)
