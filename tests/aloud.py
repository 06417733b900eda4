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
        """The number that is said under a name; where it stands several times, it is everywhere the same."""
        texts = {one.text() for one in self.all("status", name)}
        assert len(texts) == 1, f"{name!r} is said as {texts}; there are {sorted({s.name for s in self.all('status')})}"
        return number(texts.pop())


def number(text):
    """A number as it is written in the page: 5.72, −0.25, 1.2·10⁻⁵."""
    plain = unicodedata.normalize("NFKC", text.replace("10⁻", "e-").replace("10⁰", "e0")).replace("\u2212", "-")
    return float(re.sub(r"\s|[·×]", "", plain))


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
