"""No link of the built book leads nowhere, and no word of it is misspelt."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

ROOT = Path(__file__).parent.parent


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.links, self.ids = [], {"", "top"}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids |= {given[key] for key in ("id", "name") if given.get(key)}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])


@pytest.fixture(scope="module")
def pages(built_book):
    return {path: Page(path) for path in built_book.rglob("*.html")}


def test_every_link_within_the_book_arrives(pages):
    lost, followed = [], 0
    for path, page in pages.items():
        for link in page.links:
            if urlsplit(link).scheme:
                continue
            where, fragment = urldefrag(link)
            target = (path.parent / unquote(where)).resolve() if where else path
            followed += 1
            if not target.exists() or (target in pages and unquote(fragment) not in pages[target].ids):
                lost.append(f"{path.name}: {link}")
    assert followed > 200
    assert not lost


def test_links_that_leave_the_book_are_whole(pages):
    outside = {link for page in pages.values() for link in page.links if urlsplit(link).scheme}
    for link in outside:
        parts = urlsplit(link)
        assert parts.scheme in ("https", "http"), link
        assert "." in parts.netloc, link
        assert " " not in link, link


def test_no_word_is_misspelt():
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    texts = [name for name in kept if name.endswith((".md", ".ipynb", ".py", ".ts", ".css", ".toml", ".yml", ".bib"))]
    assert len(texts) > 100
    # A picture in a notebook is a long word of its own.
    ignore = [
        "--ignore-regex",
        "[A-Za-z0-9+/=]{60,}",
        "--ignore-words-list",
        "alhpa,anser,curvelinear,fro,nin,tahn,trough",
    ]
    command = [sys.executable, "-m", "codespell_lib", *ignore, *texts]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
