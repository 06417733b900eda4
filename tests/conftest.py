"""What the tests of pages share: a browser, the built book, and a page that tells on itself."""

import one_thread  # noqa: F401, I001  (before numpy)
import os
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from lab_session import chapter, kernel, lab  # noqa: F401  (fixtures)

from mlcalc.make import engines

ROOT = Path(__file__).parent.parent
OWN = ("file:", "data:", "blob:", "about:")
FAILED = pytest.StashKey()

# Few tests, each of which takes long; the longest first.
LONG = (
    "test_book.py", "test_engines.py", "test_pages.py", "test_points.py", "test_paper.py",
    "test_page_states.py", "test_drawings.py", "test_lab.py", "test_program_calls.py", "test_second_account.py",
    "test_every_call.py", "test_gallery.py", "test_gallery_states.py", "test_own_kind.py", "test_dask.py",
    "test_book_widgets.py", "test_touch.py", "test_javascript.py", "test_setup_browsers.py", "test_derivatives.py",
)  # fmt: skip

# Files that ask JAX, compile long functions, build a book or a wheel, or start a cluster or Node.
SLOW = (
    "test_book.py", "test_calls.py", "test_calls_results.py", "test_dask.py", "test_every_call.py", "test_front.py",
    "test_inpage.py", "test_javascript.py", "test_long_functions.py", "test_matrices.py", "test_numpy_choosing.py",
    "test_numpy_elementwise.py", "test_numpy_linalg.py", "test_numpy_products.py", "test_numpy_reductions.py",
    "test_numpy_shapes.py", "test_numpy_ufuncs.py", "test_program.py", "test_program_calls.py",
    "test_read_page.py", "test_second_account.py", "test_special.py", "test_wheel.py",
)  # fmt: skip

# What `make quick` leaves out. A mark follows from what a test asks for, so that no test has to be marked by hand.
BY_FIXTURE = {"browser": "browser", "engine": "browser", "lab": "kernel", "kernel": "kernel", "built_book": "slow"}
BY_FILE = {
    "test_paper.py": "browser",
    "test_setup_browsers.py": "browser",
    "test_notebooks.py": "kernel",
    "test_voila.py": "kernel",
} | dict.fromkeys(SLOW, "slow")


def marks_of(item):
    """The marks that a test has by the fixtures it uses, directly or through others, and by its file."""
    if item.path.suffix == ".ipynb":
        return {"kernel"}
    by_fixture = {BY_FIXTURE[name] for name in getattr(item, "fixturenames", ()) if name in BY_FIXTURE}
    return by_fixture | ({BY_FILE[item.path.name]} if item.path.name in BY_FILE else set())


def pytest_ignore_collect(collection_path, config):
    """Where no slow test is wanted, their files are not even read: importing JAX alone takes each process seconds.

    Nor is that of the other engines where MLCALC_ENGINES leaves them out, which the report begins with.
    """
    left_out = "not slow" in config.option.markexpr and collection_path.name in SLOW
    return True if left_out or (collection_path.name == "test_engines.py" and not engines.chosen()) else None


def pytest_report_header():
    """In which engines the book is opened."""
    return f"engines: {', '.join(['chromium', *engines.chosen()])} (see {engines.VARIABLE} in CONTRIBUTING.md)"


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items):
    """Marks; and long files first, then those of many tests: one that begins last keeps all others waiting."""
    for item in items:
        for mark in marks_of(item):
            item.add_marker(mark)
    tests = Counter(item.path for item in items)
    rank = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: (rank.get(item.path.name, len(LONG)), -tests[item.path]))


@pytest.fixture(scope="session")
def browser():
    """A Chromium (Playwright's synchronous API). `make` has fetched it; a test never does."""
    from playwright.sync_api import sync_playwright

    from mlcalc.make.browser import launch

    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture(scope="session")
def built_book():
    """The folder of the built book, as `make book` leaves it now."""
    # A make that runs this test hands its flags on, which another make would read as its own.
    clean = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    made = subprocess.run(["make", "book"], cwd=ROOT, env=clean, capture_output=True, text=True, timeout=900)
    assert made.returncode == 0, f"`make book` failed:\n{made.stdout[-4000:]}\n{made.stderr[-8000:]}"
    return ROOT / "_build" / "html"


def failure(request):
    """A failed request in words; none for a file of the page's own that its reload or end broke off.

    What is missing, or gone before its time, fails by another name, ERR_FILE_NOT_FOUND.
    """
    left = request.url.startswith(OWN) and request.failure == "net::ERR_ABORTED"
    return [] if left else [f"{request.url}: {request.failure}"]


def watched(browser, *, width=1280, height=900, **options):
    """An empty page in a context of its own, which notes what it asks for outside itself, and its errors."""
    page = browser.new_context(viewport={"width": width, "height": height}, **options).new_page()
    page.outside, page.errors = [], []
    page.on("request", lambda request: None if request.url.startswith(OWN) else page.outside.append(request.url))
    page.on("requestfailed", lambda request: page.errors.extend(failure(request)))
    page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    return page


@pytest.fixture
def page_of(browser):
    """Opens a page from disk: `page = page_of(path, width=360, color_scheme="dark", fragment="…")`.

    When the test ends, each page it opened must have asked for nothing outside itself and have had no error. A test
    that provokes an error on purpose takes it from the list: `page.errors.clear()`.
    """
    opened = []

    def open_page(path, *, fragment="", **options):
        page = watched(browser, **options)
        opened.append((path, page))
        page.goto(Path(path).resolve().as_uri() + fragment)
        return page

    yield open_page
    for path, page in opened:
        page.context.close()
        assert page.outside == [], f"{path} asked for what is not its own"
        assert page.errors == [], f"{path} had errors"


@pytest.fixture
def shown(page_of, tmp_path):
    """Puts a figure on a page of its own: `element, figure = shown(make_it, width=360)`."""
    from figure_page import write_page
    from live import live

    def show(make, **options):
        figure = make()
        return live(page_of(write_page(tmp_path, figure), **options), figure.spec["id"]), figure

    return show


@pytest.fixture
def open_figure(page_of, tmp_path):
    """(live element, figure): a page that holds this figure alone."""
    from live import live

    def put(figure, **options):
        html = figure._repr_mimebundle_()[0]["text/html"]
        assets = (ROOT / "mlcalc" / "static").as_uri()
        path = tmp_path / "page.html"
        path.write_text(
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>A network</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<link rel="stylesheet" href="{assets}/figures.css"><script defer src="{assets}/figures.js"></script>'
            f'<body style="height: 3000px; margin: 8px">{html}</body></html>',
            encoding="utf-8",
        )
        return live(page_of(path, **options), figure.spec["id"]), figure

    return put


@pytest.fixture
def running(open_figure):
    """The book's network R, alive."""
    from networks import X, Y, running_network

    from mlcalc import figures

    return lambda **options: open_figure(figures.network(running_network(), X, Y, id="R"), **options)


@pytest.fixture
def open_chapter(page_of, built_book):
    """Opens a page of the built book: `page = open_chapter("02-total-derivative", width=360)`."""
    return lambda where, **options: page_of(built_book / "chapters" / f"{where}.html", **options)


@pytest.fixture(scope="module")
def kept_pages():
    """The page that the last test left open, by what opened it: see `figure_in`."""
    kept = {}
    yield kept
    for page in kept.values():
        page.context.close()


@pytest.fixture
def figure_in(browser, built_book, kept_pages, request):
    """(live element, the same figure in Python) of a chapter's page.

    To load a page takes longer than most of what is done to a figure. So one test, asked about the figures of a page
    one after the other, finds each untouched in the same page. Another test, or one that follows a failure, loads its
    own.
    """
    from live import figures_of, live

    asked = []

    def find(where, name, **options):
        key = (request.function, where, repr(options))
        page = kept_pages.pop(key, None)
        for other in kept_pages.values():
            other.context.close()
        kept_pages.clear()
        if page is not None and name in page.touched:
            page.context.close()
            page = None
        if page is None:
            page = watched(browser, **options)
            page.touched = set()
            page.goto((built_book / "chapters" / f"{where}.html").resolve().as_uri())
        page.touched.add(name)
        asked.append((page, name))
        kept_pages[key] = page
        element = live(page, name)
        if element.evaluate("root => root.inert"):  # it waits for a question that stands before it
            page.get_by_role("button", name="Show it without an answer").first.click()
        return element, figures_of(where)[name]

    yield find
    told = {name: page.outside + page.errors for page, name in asked}
    if any(told.values()) or request.node.stash.get(FAILED, False):
        for page in kept_pages.values():
            page.context.close()
        kept_pages.clear()
    assert not any(told.values()), f"a page asked for what is not its own, or had errors: {told}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Remembers that a test failed: it may have left its page in any state."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report
