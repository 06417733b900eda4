"""A page as a screen reader has it: Chromium's accessibility tree, and nothing that only eyes could find."""

import re
import unicodedata
from dataclasses import dataclass, field

from live import settle

# What MathML carries between signs, such as the times in ab: read, but not written.
INVISIBLE = re.compile("[\u2061-\u2064\u200b]")


@dataclass
class Said:
    """One thing in the tree; ``value`` is what a slider says, or its number."""

    role: str
    name: str
    value: str
    description: str
    children: list = field(default_factory=list)

    def text(self):
        """All the words and numbers in it, in order."""
        if self.role == "StaticText":
            return self.name
        return "".join(child.text() for child in self.children)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, role, name=None):
        """Everything of a role and, where it is given, of this very name."""
        return [one for one in self.walk() if one.role == role and (name is None or one.name == name)]

    def one(self, role, name=None):
        found = self.all(role, name)
        assert len(found) == 1, (
            f"{len(found)} of role {role!r} and name {name!r}: {sorted({s.name for s in self.all(role)})}"
        )
        return found[0]

    def number(self, name):
        """The number that is said under a name; where it stands several times, the one with most digits."""
        texts = sorted({one.text() for one in self.all("status", name)}, key=len)
        assert texts, f"nothing is named {name!r}; there are {sorted({one.name for one in self.all('status')})}"
        best = number(texts[-1])
        for text in texts[:-1]:
            assert abs(number(text) - best) <= 6e-3 * max(1, abs(best)), f"{name!r} is said as {texts}"
        return best


def number(text):
    """A number as it is written in the page: 5.72, (−6), 1.2·10⁻⁵; the tree is plain already, so that 10⁻⁵ is 10−5."""
    digits, _, power = re.sub(r"[\s()]", "", text).replace("\u2212", "-").replace("×", "·").partition("·10")
    return float(digits) * 10.0 ** int(power or 0)


def aloud(page):
    """The tree of a page as it is now."""
    settle(page)
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}

    def read(node):
        children = [by_id[child] for child in node.get("childIds", []) if child in by_id]
        parts = [part for child in children for part in read(child)]
        role = node.get("role", {}).get("value", "")
        if node["ignored"]:
            return parts
        if role == "InlineTextBox":
            return []
        said = [node.get(key, {}).get("value", "") for key in ("name", "value", "description")]
        spoken = [entry["value"].get("value") for entry in node.get("properties", []) if entry["name"] == "valuetext"]
        name, value, description = (unicodedata.normalize("NFKC", str(text)) for text in said)
        return [Said(role, INVISIBLE.sub("", name), (spoken or [""])[0] or value, description, parts)]

    (root,) = read(nodes[0])
    return root
