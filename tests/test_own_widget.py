"""An editable figure as a widget: functions, ranges and inputs pass between the page and Python in both directions."""

import json

import pytest
from live import settle
from own_figures import curve

from mlcalc.figures.common.pages import worker
from mlcalc.make import node

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A notebook</title><div id="host"></div>
<script type="module">%(module)s
const state = %(state)s;
const heard = {};
const model = {
  get: (name) => state[name],
  set: (name, value) => { state[name] = value; },
  save_changes() { globalThis.sent = JSON.parse(JSON.stringify(state)); },
  on: (event, act) => { (heard[event] ??= []).push(act); },
  send({ needs }) { for (const act of heard["msg:custom"]) act({ [needs]: globalThis[needs] }); },
};
const el = document.querySelector("#host");
globalThis.fromPython = (name, value) => { state[name] = value; for (const act of heard[`change:${name}`]) act(); };
figure.render({ model, el });
</script>"""


@pytest.fixture
def widget(page_of, tmp_path):
    """(the figure in Python, the page that shows it as a widget)"""
    figure = curve()
    module = (node.STATIC / "figures.mjs").read_text(encoding="utf-8")
    code, exported = module.split("export{")
    module = f"const figure = (() => {{ {code} return {exported.split(' as ')[0]}; }})();"
    traits = ("spec", "inputs", "functions", "windows")
    state = json.dumps({name: getattr(figure, name) for name in traits})
    text = PAGE % {"module": module.replace("</script", r"<\/script"), "state": state}
    (tmp_path / "host.html").write_text(text, encoding="utf-8")
    page = page_of(tmp_path / "host.html")
    page.locator("[data-state=live]").wait_for(state="attached")
    settle(page)
    return figure, page


def test_what_is_typed_arrives_in_python(widget):
    figure, page = widget
    page.locator("input[data-formula]").fill("k t^2")
    for _ in range(3):
        settle(page)
    sent = page.evaluate("globalThis.sent")
    figure.set_state({name: sent[name] for name in ("functions", "windows", "inputs", "values")})
    assert figure.functions == {"C": "k t^2"}
    assert figure.inputs == {"t": 1.3, "k": 1.0}
    assert figure.values["dC/dk"] == pytest.approx(1.69)


def test_what_python_sets_is_shown(widget):
    figure, page = widget
    figure.functions = {"C": "k t^2"}
    figure.windows = {"k": (0, 9)}
    figure.inputs["k"] = 8
    # in the order in which a kernel may send them: the inputs before the functions that they belong to
    for name in ("spec", "inputs", "functions", "windows", "inputs"):
        page.evaluate(
            "([name, value]) => fromPython(name, value)", [name, json.loads(json.dumps(getattr(figure, name)))]
        )
    settle(page)
    assert page.locator("input[data-formula]").input_value() == "k t^2"
    value = page.locator('output[data-name="C"]').first.get_attribute("data-value")
    assert float(value) == pytest.approx(figure.values["C"])
    assert page.locator(".mlcalc-note").inner_text() == ""


PROGRAM = "def C(t, k):\n    s = 0\n    for i in range(3):\n        s += k * t ** i\n    return s\n"


def test_a_program_arrives_as_what_the_page_made_of_it_and_comes_back(widget):
    figure, page = widget
    page.evaluate("text => { globalThis.python = text }", worker())  # what Figure answers to the page that asks
    page.locator("textarea[data-code]").fill(PROGRAM)
    page.locator("textarea[data-code]").press("Control+Enter")
    page.locator(".mlcalc-own-program [data-checked=right]").wait_for(timeout=30_000)
    for _ in range(3):
        settle(page)
    sent = page.evaluate("globalThis.sent")
    figure.set_state({name: sent[name] for name in ("functions", "windows", "programs", "inputs", "values")})
    assert figure.functions == {"C": PROGRAM}
    assert figure.evaluate(t=2, k=3)["dC/dt"] == pytest.approx(3 * (1 + 2 * 2))
    figure.functions = {"C": "t"}
    for name in ("spec", "functions", "inputs"):
        page.evaluate(
            "([name, value]) => fromPython(name, value)", [name, json.loads(json.dumps(getattr(figure, name)))]
        )
    assert page.locator("input[data-formula]").input_value() == "t"
    figure.functions = {"C": PROGRAM}
    for name in ("spec", "functions", "inputs"):
        page.evaluate(
            "([name, value]) => fromPython(name, value)", [name, json.loads(json.dumps(getattr(figure, name)))]
        )
    assert page.locator("textarea[data-code]").input_value() == PROGRAM
    assert page.locator('input[type=range][data-name="k"]').count() == 1
    assert page.locator(".mlcalc-note").inner_text() == ""
