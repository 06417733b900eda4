"""The gallery for readers who cannot see it, or have no mouse: axe finds no fault, and every control can be used."""

import re

import pytest
from live import SETTLE, all_figures_of, settle, wake

from mlcalc.make import node

AXE = node.FRONT / "node_modules" / "axe-core" / "axe.min.js"
FIGURES = all_figures_of("gallery")


@pytest.fixture
def gallery(page_of, built_book):
    def open_gallery(**options):
        page = page_of(built_book / "chapters" / "gallery.html", **options)
        wake(page)
        assert page.locator(".mlcalc-figure:not([data-state=live])").count() == 0
        settle(page)
        return page

    return open_gallery


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_with_any_kind(gallery, scheme):
    page = gallery(color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # The article, with all the figures; what is around it is the theme's.
    found = page.evaluate(
        "async () => (await axe.run('article', {resultTypes: ['violations'], preload: false})).violations"
    )
    told = [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]
    assert told == [], "\n".join(told)


# --- the keyboard alone ------------------------------------------------------------------------------------------

STOPS = """() => {
  const all = "a[href], button:not([disabled]), input:not([disabled]), select, summary, [tabindex='0']";
  const isStop = (e) => {
    if (e.tabIndex < 0 || !e.checkVisibility({ visibilityProperty: true })) return false;
    if (e.type !== "radio" || e.checked) return true;
    const group = [...e.closest("fieldset, [role=radiogroup]").querySelectorAll("input[type=radio]")];
    return !group.some((one) => one.checked) && e === group[0];
  };
  const figures = [...document.querySelectorAll(".mlcalc-figure")];
  return figures.flatMap((root) => [...root.querySelectorAll(all)].filter(isStop));
}"""


def test_tab_leads_through_every_control_of_every_kind_and_out_again(gallery):
    page = gallery()
    count = page.evaluate(f"() => ({STOPS})().length")
    assert count > 100
    page.evaluate("""() => {
      window.walked = [];
      document.addEventListener("focusin", (event) => walked.push(event.target));
      document.querySelector("article h1 a, article a").focus();
    }""")
    for _ in range(2 * count + 200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.mlcalc-progress, .prev-next-footer') !== null"):
            break
    else:
        pytest.fail("the focus is caught in the gallery")
    # Asked for again: what has been opened on the way has stops of its own, which the way led through.
    missed = page.evaluate(f"() => ({STOPS})().filter(e => !walked.includes(e)).map(e => e.outerHTML.slice(0, 150))")
    assert missed == []
    inside = page.evaluate("walked.filter(e => e.closest('.mlcalc-figure')).map(e => (e.way ??= Math.random()))")
    assert len(inside) == len(set(inside)), "the way came twice by one control"


LOOK = """() => {
  const at = document.activeElement;
  const root = at.closest(".mlcalc-figure");
  if (root === null) return null;
  const kind = at.matches("input[type=range], [role=slider]") ? "slider" : at.matches("input[type=text]") ? "text"
    : at.matches("input[type=radio], select") ? "choice" : at.matches("[role=gridcell]") ? "cell"
    : at.matches("button, summary, input[type=checkbox], a") ? "button" : "place";
  window.marks ??= new Map();
  window.states ??= new Map();  // a number for each: to send the text of one takes longer than to press a key
  const number = (known, it) => (known.has(it) || known.set(it, known.size), known.get(it));
  return {
    kind, mark: number(marks, at),
    html: number(states, root.innerHTML.replaceAll(/ style="[^"]*"/g, "") + location.hash),
    checked: [...root.querySelectorAll("input, select")].map((e) => (e.type.match(/radio|box/) ? e.checked : e.value)),
    open: root.querySelectorAll("details[open]").length,
    values: [...root.querySelectorAll("output")].map((o) => o.dataset.value),
    pressed: at.ariaPressed === "true" || at.matches(".is-entry"),
    ring: at.matches(":focus-visible"),
    name: at.getAttribute("aria-label") ?? at.textContent.trim().slice(0, 40),
  };
}"""
KEYS = {
    "slider": ["Home", "ArrowRight", "End"],
    "text": ["1"],
    "choice": ["ArrowDown", "ArrowUp"],
    "button": ["Enter", "Space"],
    "cell": ["Space", "ArrowRight"],
    "place": ["ArrowRight", "ArrowLeft"],
}


# A link leads on, and an answer asked for anew takes the focus into its box: the walk goes on from where it was.
BACK = "mark => [...marks].find(([, i]) => i === mark)[0].focus()"
# What each slider says, and where it has a number of its own, that number as it is said and as it is shown.
SAID = """root => [...root.querySelectorAll("[role=slider], input[type=range][data-name]")].map((at) => {
  const shown = root.querySelector(`output[data-role=input][data-name="${CSS.escape(at.dataset.drag ?? "")}"]`);
  return [at.getAttribute("aria-valuetext"), shown && [at.getAttribute("aria-valuenow"), shown.dataset.value]];
})"""
ENDS = """() => {
  for (const place of ["beforebegin", "afterend"])
    document.querySelector(".mlcalc-figure").insertAdjacentHTML(place, "<button>Outside</button>");
}"""


def look(page):
    page.evaluate(SETTLE)
    return page.evaluate(LOOK)


def operate(page, now):
    """Use the control that has the focus by keys alone; tells whether anything came of it."""
    moved = now["pressed"]
    for key in KEYS[now["kind"]]:
        before = look(page)
        page.keyboard.press(key)
        after = look(page)
        for _ in range(5):  # on a busy machine what comes of a key may come a moment later
            if after != before:
                break
            page.wait_for_timeout(100)
            after = look(page)
        if after is None or after["mark"] != before["mark"]:  # a link that leads elsewhere
            return True
        moved |= any(before[part] != after[part] for part in ("html", "checked", "open"))
        if moved and now["kind"] != "slider":
            return True
    return moved


@pytest.mark.parametrize("name", FIGURES)
def test_every_control_of_a_figure_answers_to_keys_and_lets_go(shown, name):
    element, figure = shown(lambda: FIGURES[name])
    page = element.page
    page.evaluate(ENDS)
    page.get_by_role("button", name="Outside").first.focus()
    done = {}
    # What could do nothing on the way there, such as a step back from the first one, can do it on the way back.
    for way in ("Tab", "Shift+Tab"):
        seen, unlit = set(), None
        for _ in range(400):
            if page.evaluate("document.activeElement.matches('textarea')"):
                page.keyboard.press("Escape")  # in a box for programs Tab indents, and its words say so
            page.keyboard.press(way)
            now = look(page)
            if now is None:
                break
            assert now["ring"], f"{now['name']} has the focus, and does not show it"
            assert now["mark"] not in seen, f"{now['name']} came twice"
            seen.add(now["mark"])
            if not done.get(now["mark"], (False,))[0] and now["kind"] != "place":
                lit = unlit is not None and unlit["html"] != now["html"]  # an entry of a matrix shows what made it
                done[now["mark"]] = (lit or operate(page, now), now["name"])
                page.evaluate(BACK, now["mark"])
                led = look(page)
                if led is None or led["mark"] != now["mark"]:  # its work is done and it is gone, and led elsewhere
                    seen.clear()
            unlit = look(page)
        else:
            pytest.fail("the focus is caught in the figure")
    idle = [label for moved, label in done.values() if not moved]
    assert idle == [], "nothing comes of them"
    if figure.spec["kind"] in ("question", "steps", "code"):  # what they say is said of an answer
        return
    spoken = element.locator("p.mlcalc-hidden[role=status]", has_text=re.compile(r"= \S|reads it as"))
    spoken.first.wait_for(state="attached")  # said when it rests, not at every key
    page.wait_for_timeout(700)
    for said, exact in element.evaluate(SAID):
        assert said, "a slider says nothing"
        assert exact is None or float(exact[0]) == pytest.approx(float(exact[1]), abs=1e-12)
