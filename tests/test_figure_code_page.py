"""A cell of Python in a real browser, from disk: what it fetches and when, what it says; it cannot hang the page."""

import http.server
import threading

import pytest
from conftest import watched
from figure_page import write_page
from live import live

from mlcalc import figures
from mlcalc.make import node

STARTER = "import numpy as np\n\n\ndef double(x):\n    return x\n\n\nprint(np.ones(2))"
DONE = "#cell [data-checked]"


def cell(**options):
    settings = {"check": "same('double(3)', double(3), 6)", "id": "cell", **options}
    return figures.code(STARTER, **settings)


@pytest.fixture
def opened(page_of, tmp_path):
    """The cell on a page of its own, and the files that the page asks for, by their last names."""

    def open_cell(**options):
        page = page_of(write_page(tmp_path, cell(**options), figures.curve(lambda w: w**2, w=(-1, 1, 0.5), name="C")))
        element, asked = live(page, "cell"), []
        page.on("request", lambda request: asked.append(request.url.split("/")[-1].split("?")[0]))
        return element, asked

    return open_cell


def run(element, program=None):
    """Types a program, runs it, and waits for what is said of it: (verdict, sentence, output)."""
    if program is not None:
        element.locator("textarea").fill(program)
    element.locator("button[data-run]").click()
    element.page.locator(f"{DONE}, #cell .mlcalc-checked p").first.wait_for(timeout=20_000)
    said = element.locator(".mlcalc-checked")
    return said.get_attribute("data-checked"), said.locator("p").inner_text(), printed(element)


def printed(element):
    return element.locator(".mlcalc-printed").inner_text()


def test_nothing_is_fetched_before_the_first_touch_and_one_file_after_it(opened):
    element, asked = opened()
    element.page.wait_for_timeout(300)
    assert asked == []
    assert run(element) == ("wrong", "double(3) has to be 6, and is 3.", "[1. 1.]\n")
    fetched = [name for name in asked if "." in name]
    assert fetched == ["python.js"]
    assert run(element, "def double(x):\n    return 2 * x")[:2] == ("right", "Right.")
    assert [name for name in asked if "." in name] == fetched, "fetched again"


def test_a_page_without_a_cell_never_asks_for_python(page_of, tmp_path):
    page = page_of(write_page(tmp_path, figures.curve(lambda w: w**2, w=(-1, 1, 0.5), name="C", id="curve")))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    live(page, "curve").locator("input").first.press("ArrowRight")
    page.wait_for_timeout(200)
    assert asked == []


# What ends a program is said; and while it ran, the page went on drawing.
COUNT_FRAMES = (
    "() => { window.frames_ = 0; const count = () => { frames_++; requestAnimationFrame(count); }; count(); }"
)
ENDLESS = {
    "while True:\n    pass": ("stopped", "ended after 2 seconds"),
    "while True:\n    print('x' * 100)": ("stopped", "more than 20,000 characters"),
    "print('x' * 10_000_000)": ("stopped", "more than 20,000 characters"),
}
TOO_MUCH = {
    "def f(n):\n    return f(n + 1)\nf(0)": "calls itself too often",
    "kept = []\nwhile True:\n    kept.append([0] * 2_000_000)": "more memory",
}


def test_no_program_can_hang_the_page(opened):
    element, _ = opened(limit=2)
    element.page.evaluate(COUNT_FRAMES)
    for program, (verdict, sentence) in ENDLESS.items():
        before = element.page.evaluate("frames_")
        got, said, out = run(element, program)
        assert got == verdict, (program, said)
        assert sentence in said
        assert len(out) <= 20_001
        if "pass" in program:
            assert element.page.evaluate("frames_") - before > 20, "the page stood still"
    assert run(element, "def double(x):\n    return 2 * x")[0] == "right", "after all that, the cell still works"


def test_a_program_that_asks_for_too_much_is_told_so(opened):
    element, _ = opened(limit=60)
    for program, sentence in TOO_MUCH.items():
        verdict, said, _ = run(element, program)
        assert verdict == "error"
        assert sentence in said


def test_stop_ends_a_program(opened):
    element, _ = opened(limit=60)
    element.locator("textarea").fill("print('began')\nwhile True:\n    pass")
    element.locator("button[data-run]").click()
    element.locator("button[data-stop]").click()
    element.page.locator(DONE).wait_for()
    assert element.locator(".mlcalc-checked").inner_text().endswith("You stopped the program.")
    assert element.locator("button[data-stop]").is_hidden()


def test_an_error_names_its_line_in_words_and_in_the_margin(opened):
    element, _ = opened()
    verdict, said, _ = run(element, "x = 1\nx + None")
    assert (verdict, said) == ("error", "Line 2. One side of + is None. A function without return gives None.")
    assert element.locator(".mlcalc-line-numbers .is-wrong").inner_text().strip() == "2"


def test_keys_indent_run_and_leave(opened):
    element, _ = opened(check="")
    area = element.locator("textarea")
    area.fill("")
    for key in ("i", "f", " ", "1", ":", "Enter", "x", "Enter", "Backspace", "y", "Tab", "z"):
        area.press(key)
    assert area.input_value() == "if 1:\n    x\ny   z"
    area.press("Shift+Tab")
    area.fill("print(7)")
    area.press("Control+Enter")
    element.page.locator(".mlcalc-printed", has_text="7").wait_for()
    assert area.evaluate("e => e === document.activeElement")
    area.press("Escape")
    area.press("Tab")
    assert not area.evaluate("e => e === document.activeElement")


def test_who_only_passes_by_is_not_held(opened):
    element, _ = opened(check="")
    keyboard = element.page.keyboard
    held = element.locator("textarea").evaluate_handle("e => e")
    inside = lambda: element.page.evaluate("e => e === document.activeElement", held)
    while not inside():
        keyboard.press("Tab")
    keyboard.press("Tab")
    assert not inside(), "Tab leads on for who has not begun to edit"
    keyboard.press("Shift+Tab")
    assert inside()
    keyboard.press("End")
    keyboard.press("Tab")
    assert inside(), "and indents for who has"
    assert element.locator("textarea").input_value() != STARTER


def test_what_one_typed_is_kept_and_reset_brings_the_starter_back(opened):
    element, _ = opened()
    element.locator("textarea").fill("kept = 1")
    element.page.locator(".mlcalc-busy:empty").wait_for(state="attached")
    element.page.reload()
    area = live(element.page, "cell").locator("textarea")
    assert area.input_value() == "kept = 1"
    element.locator("button[data-reset]").click()
    assert area.input_value() == STARTER
    element.page.locator(".mlcalc-busy:empty").wait_for(state="attached")
    element.page.reload()
    assert live(element.page, "cell").locator("textarea").input_value() == STARTER


def test_one_file_that_was_saved_brings_python_along(page_of, tmp_path):
    cell().save(tmp_path / "alone.html")
    element = live(page_of(tmp_path / "alone.html"), "cell")
    assert run(element, "def double(x):\n    return x + x\nprint(1)") == ("right", "Right.", "1\n")
    piece = cell().to_html(full=False) + figures.script()
    (tmp_path / "piece.html").write_text(f"<!doctype html>{piece}", encoding="utf-8")
    assert run(live(page_of(tmp_path / "piece.html"), "cell"))[0] == "wrong"
    figures.curve(lambda w: w**2, w=(-1, 1, 0.5), name="C").save(tmp_path / "curve.html")
    assert "data-mlcalc-python" not in (tmp_path / "curve.html").read_text(encoding="utf-8")


@pytest.fixture
def served(browser, tmp_path):
    """A page over http under a Content-Security-Policy."""
    stop = []

    def serve(policy):
        write_page(tmp_path, cell())
        page = tmp_path / "figures.html"
        text = page.read_text(encoding="utf-8").replace(node.STATIC.as_uri(), "/static")
        page.write_text(text, encoding="utf-8")
        if not (tmp_path / "static").exists():
            (tmp_path / "static").symlink_to(node.STATIC)

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args):
                super().__init__(*args, directory=str(tmp_path))

            def end_headers(self):
                self.send_header("Content-Security-Policy", policy)
                super().end_headers()

            def log_message(self, *args):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = watched(browser)
        stop.append((server, page))
        page.goto(f"http://127.0.0.1:{server.server_port}/figures.html")
        return live(page, "cell")

    yield serve
    for server, page in stop:
        page.context.close()
        server.shutdown()


def test_over_http_it_runs_under_a_policy_that_allows_wasm_and_workers(served):
    element = served("script-src 'self' 'wasm-unsafe-eval'; worker-src blob:")
    assert run(element)[0] == "wrong"
    assert printed(element) == "[1. 1.]\n"


@pytest.mark.parametrize("policy", ["script-src 'self'; worker-src blob:", "script-src 'self' 'wasm-unsafe-eval'"])
def test_where_a_policy_forbids_it_a_sentence_says_so_and_the_code_stays(served, policy):
    element = served(policy)
    verdict, said, _ = run(element)
    assert verdict == "error"
    assert said.startswith("Python cannot run in this page.")
    assert said.endswith("The code can be copied into the notebook.")
    assert element.locator("textarea").input_value() == STARTER
