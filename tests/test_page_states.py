"""The built book as readers meet it: by a shared address, without JavaScript, in peace, with a broken figure."""

import json

import pytest
from live import FIGURE, FIGURES, PAGES, figures_of, hold, live

each_page = pytest.mark.parametrize("where", PAGES)


# --- the address ---------------------------------------------------------------------------------------------


def note(element):
    return element.locator(".mlcalc-note").inner_text()


def test_the_address_sets_a_figure_when_the_page_opens_and_when_it_changes(open_chapter):
    page, figure = open_chapter("index", fragment="#curve-C:w=1.2,b=0.3"), figures_of("index")["curve-C"]
    element = live(page, "curve-C")
    assert hold(element, figure) == {"w": 1.2, "b": 0.3}
    page.evaluate("location.hash = '#curve-C:w=-0.123456'")
    assert hold(element, figure) == {"w": -0.123456, "b": 0.3}, "what is not named stays"
    page.evaluate("location.hash = '#curve-C:b%3D-0.5'")
    assert hold(element, figure)["b"] == -0.5, "some programs encode an address when it is sent on"
    page.evaluate("location.hash = '#another:b=0.7'")
    assert hold(element, figure)["b"] == -0.5, "the address of another figure"
    assert note(element) == ""


def test_the_address_moves_the_figure_it_names_and_no_other(open_chapter):
    page, where = open_chapter("02-total-derivative", fragment="#paths-F:t=1.25"), "02-total-derivative"
    for name, figure in figures_of(where).items():
        at = hold(live(page, name), figure)
        assert at == ({"t": 1.25} if name == "paths-F" else pytest.approx(figure.inputs, rel=1e-14)), name


@pytest.mark.parametrize(
    ("address", "says", "kept"),
    [("w=99", "w = 99 is outside its range", {"w": "high"}), ("q=1", 'no input "q"; its inputs are w, b', {}),
     ("w=much", "w=much", {}), ("w", "write name=number", {})],
)  # fmt: skip
def test_an_address_that_asks_too_much_is_told_so(open_chapter, address, says, kept):
    figure = figures_of("index")["curve-C"]
    element = live(open_chapter("index", fragment=f"#curve-C:{address}"), "curve-C")
    expected = figure.inputs | {name: getattr(figure.ranges[name], end) for name, end in kept.items()}
    assert hold(element, figure) == expected
    assert says in note(element)


def test_a_state_can_be_shared_by_its_link(open_chapter):
    page, figure = open_chapter("index", fragment="#curve-C:w=-2.5,b=1"), figures_of("index")["curve-C"]
    link = live(page, "curve-C").get_by_role("link", name="Link to this state")
    link.focus()
    assert link.get_attribute("href") == "#curve-C:w=-2.5,b=1"
    page.goto(page.url.split("#")[0] + "#curve-C:w=0,b=0")
    link.hover()
    assert hold(live(page, "curve-C"), figure) == {"w": 0, "b": 0}
    assert link.get_attribute("href") == "#curve-C:w=0,b=0"


# --- without JavaScript, still ---------------------------------------------------------------------------------


@each_page
def test_without_javascript_every_figure_is_a_picture_with_words(open_chapter, where):
    page = open_chapter(where, java_script_enabled=False)
    pictures = page.locator(f"{FIGURE} img")
    assert pictures.count() == len(figures_of(where))
    for name, figure in figures_of(where).items():
        picture = page.locator(f'[id="{name}"] img')
        box = picture.bounding_box()
        assert box["width"] > 250
        assert box["height"] > 120
        assert picture.get_attribute("alt") == figure.spec["alt"]
    assert all(error.endswith("csp") for error in page.errors), page.errors  # the scripts that were not run
    page.errors.clear()
    for element in page.locator(".mlcalc-figure").all():
        if element.get_attribute("data-kind") not in ("question", "steps", "code"):  # which are words alone
            assert element.locator("img").get_attribute("alt")
        assert '{"' not in element.inner_text(), "the specification shows"


def test_who_wants_less_motion_gets_the_same_answers(open_chapter):
    for where, name in FIGURES[:2]:
        figure = figures_of(where)[name]
        element = live(open_chapter(where, reduced_motion="reduce"), name)
        for entry in figure.spec["inputs"]:
            element.locator(f'input[data-name="{entry["name"]}"]').press("End")
            hold(element, figure)


# --- a figure that a page cannot read ---------------------------------------------------------------------------


def broken(change):
    spec = json.loads(json.dumps(figures_of("index")["curve-C"].spec))
    change(spec)
    return json.dumps(spec)


def without(place, key):
    return lambda spec: place(spec).pop(key)


UNREADABLE = {
    "broken JSON": ('{"kind": "curve"', "JSON"),
    "nothing": ("", "specification is missing"),
    "an unknown kind": (
        broken(lambda spec: spec.update(kind="hologram")),
        'figures of the kind "hologram"; it knows ',
    ),
    "an unknown operation": (broken(lambda spec: spec["graph"]["nodes"][-1].update(op="bessel")), '"bessel"'),
    "a missing range": (broken(without(lambda spec: spec["inputs"][0], "high")), '"high" of the input w'),
    "a range upside down": (broken(lambda spec: spec["inputs"][0].update(low=9)), '"high" of the input w'),
    "no inputs": (broken(without(lambda spec: spec, "inputs")), "inputs"),
    "no graph": (broken(without(lambda spec: spec, "graph")), "graph"),
    "an unknown output": (broken(lambda spec: spec.update(value="D")), '"D"'),
    "a formula of no number": (broken(lambda spec: spec.update(formula=[r"\htmlData{out=99}{0}"])), "out="),
    "a formula KaTeX cannot read": (broken(lambda spec: spec.update(formula=[r"\nosuch{x}"])), "nosuch"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_figure_that_cannot_be_read_keeps_its_picture_and_says_why(page_of, built_book, tmp_path, what):
    text, says = UNREADABLE[what]
    html = figures_of("index")["curve-C"]._repr_mimebundle_()[0]["text/html"]
    start, rest = html.split('<script type="application/json">')
    picture = rest.split("</script>")[1]
    assets = (built_book / "_static" / "mlcalc").as_uri()
    (tmp_path / "page.html").write_text(
        f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>A broken figure beside a sound one</title>
        <link rel="stylesheet" href="{assets}/figures.css"><script defer src="{assets}/figures.js"></script>
        {start.replace("curve-C", "broken")}<script type="application/json">{text}</script>{picture}{html}""",
        encoding="utf-8",
    )
    page = page_of(tmp_path / "page.html")
    hold(live(page, "curve-C"), figures_of("index")["curve-C"])  # one broken figure leaves the others alone
    element = page.locator("#broken")
    assert element.get_attribute("data-state") == "failed"
    assert element.locator("img").is_visible()
    assert element.locator("img").get_attribute("alt")
    why = element.locator('p.mlcalc-error[role="status"]')
    assert why.is_visible()
    assert says in why.inner_text()
    assert element.locator("input, svg, .mlcalc-body").count() == 0, "half a figure is left behind"
