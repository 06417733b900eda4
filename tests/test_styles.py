"""The style sheets of the figures are one sheet in the page: a class of one kind must not dress another kind's part."""

import re
from collections import defaultdict
from pathlib import Path

FRONT = Path(__file__).parent.parent / "mlcalc" / "front"
# Sheets of one kind that dress the same part together.
TOGETHER = [{"controls/asking/asking.css", "controls/asking/verdict.css"}]


def test_a_class_is_dressed_by_one_sheet():
    sheets = defaultdict(set)
    for sheet in FRONT.rglob("*.css"):
        if "node_modules" in sheet.parts:
            continue
        for selector in re.findall(r"^([^{}@]+)\{", sheet.read_text(encoding="utf-8"), flags=re.MULTILINE):
            for part in selector.split(","):
                if alone := re.fullmatch(r"\s*\.mlcalc-figure (?:\w+(?:\[[^]]*\])?)?(\.mlcalc-[\w-]+)\s*", part):
                    sheets[alone[1]].add(sheet.relative_to(FRONT).as_posix())
    assert len(sheets) > 50
    twice = {name: found for name, found in sheets.items() if len(found) > 1 and found not in TOGETHER}
    assert not twice, "two kinds of figure give the same name to parts of their own"
