"""Questions in a real browser: what the page says is what Python says, for numbers that both draw alike."""

import json
import subprocess

import numpy as np
import pytest
from live import live, seen, settle
from test_figure_question import can, friends, gradient

from mlcalc import figures
from mlcalc.figures.common.asking.draws import Drawn, generator
from mlcalc.figures.common.pages import STATIC
from mlcalc.make.node import FRONT, binary

SWAPPED = {"The entries are swapped.": lambda x, y: np.stack([x**2, 2 * x * y])}
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"


@pytest.fixture
def asked(tmp_path, page_of):
    """(page, questions by id): a page with one question of each sort, as a book would have it."""
    made = [
        can(id="can", hint="Two paths.", solution="It is ${answer}$, or {answer}."),
        gradient(id="gradient", wrong=SWAPPED),
        friends(id="friends"),
        figures.question("Twice 7?", answer=lambda: np.array(14.0) * 1, id="fixed"),
    ]
    still = "".join(question._still()["text/html"] for question in made)
    css, script = (f"{(STATIC / name).as_uri()}" for name in ("figures.css", "figures.js"))
    file = tmp_path / "questions.html"
    file.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Questions</title><link rel="stylesheet" '
        f'href="{css}"><main>{still}</main><script src="{script}"></script></html>',
        encoding="utf-8",
    )
    page = page_of(file)
    for question in made:
        live(page, question.spec["id"])
    return page, {question.spec["id"]: question for question in made}


def type_in(page, name, *answers):
    """Answer as a reader does, and press Enter; returns what is then said."""
    boxes = page.locator(f"#{name} input[type=text]")
    for i, text in enumerate(answers):
        boxes.nth(i).fill(text)
    boxes.nth(len(answers) - 1).press("Enter")
    return said(page, name)


def said(page, name):
    return seen(page.locator(f"#{name} .mlcalc-verdict > div")).strip()


def verdict(page, name):
    return page.locator(f"#{name} .mlcalc-verdict").get_attribute("data-verdict")


def numbers(page, name):
    """The numbers of a question as its text shows them."""
    outputs = page.locator(f"#{name} .mlcalc-ask output").evaluate_all("all => all.map(o => [o.dataset.name, o.value])")
    return {key: float(text.replace("\u2212", "-")) for key, text in outputs}


def test_a_right_answer_is_called_right_and_a_typical_mistake_is_told_what_it_forgot(asked):
    page, _ = asked
    assert type_in(page, "can", "18.85") == "You held k still."
    assert verdict(page, "can") == "mistake"
    assert page.locator("#can .mlcalc-verdict .katex").count() == 1, "a formula in the sentence is not set"
    assert type_in(page, "can", "3.3 π") == "Right: 10.367256 cm³/s."
    assert verdict(page, "can") == "right"
    assert type_in(page, "can", "10.37 cm³/s") == "Right: 10.37 cm³/s."
    assert type_in(page, "fixed", "14") == "Right: 14."
    assert page.locator("#fixed .mlcalc-another").count() == 0, "there is no other one"


def test_what_cannot_be_read_is_no_answer(asked):
    page, _ = asked
    assert type_in(page, "can", "10,37") == "Write a decimal point, not a comma: 10.37."
    box = page.locator("#can input")
    assert (verdict(page, "can"), box.get_attribute("aria-invalid")) == ("unread", "true")
    assert page.locator("#can .mlcalc-solved").inner_text() == ""
    box.fill("1")
    assert box.get_attribute("aria-invalid") is None
    assert type_in(page, "gradient", "-6", "ten").startswith("Entry 2: “ten” is not known here")
    page.locator("#friends .mlcalc-check").click()
    assert said(page, "friends") == "Choose one first."


def test_a_calculation_shows_its_value_while_it_is_typed(asked):
    page, _ = asked
    box, echo = page.locator("#can input"), page.locator("#can .mlcalc-echo")
    for text, shown in (("2*pi", "= 6.283185"), ("2*", ""), ("2", "")):
        box.fill(text)
        assert echo.inner_text() == shown


def test_a_vector_and_a_choice_are_judged_too(asked):
    page, _ = asked
    assert type_in(page, "gradient", "9", "-6") == "The entries are swapped."
    assert type_in(page, "gradient", "6", "9") == "Not yet: right so far is entry 2."
    assert type_in(page, "gradient", "−6", "9") == "Right."
    page.get_by_label("the first").check()
    page.get_by_label("the first").press("Enter")
    assert said(page, "friends") == "The exponent moves too."
    page.get_by_label("neither").check()
    page.locator("#friends .mlcalc-check").click()
    assert said(page, "friends") == "Right."


def test_another_one_asks_with_the_numbers_that_python_draws_and_judges_with_them(asked):
    page, made = asked
    fig = made["can"]
    assert numbers(page, "can") == fig.inputs
    type_in(page, "can", "18.85")
    page.locator("#can summary").first.click()
    for _ in range(12):
        page.locator("#can .mlcalc-another").click()
        assert numbers(page, "can") == fig.another()
        assert page.locator("#can input").input_value() == ""
        assert page.locator("#can .mlcalc-verdict").inner_text().startswith("New numbers: r = ")
        assert page.locator("#can details[open]").count() == 0
        assert page.evaluate("document.activeElement.closest('#can input') !== null")
        for given in (fig.values["wrong 1"], 1.3 * fig.values["answer"], -fig.values["answer"], fig.values["answer"]):
            told = type_in(page, "can", f"{given:.9f}")
            assert told.replace("Right: ", "Right.").startswith(fig.check(round(given, 9)).replace("$", ""))


def test_hint_and_solution_have_the_numbers_of_the_moment(asked):
    page, made = asked
    assert "<summary>Solution</summary>" in made["can"].to_html(full=False)  # one name, with a script and without
    page.locator("#can summary", has_text="Solution").click()
    page.locator("#can .mlcalc-another").click()
    made["can"].another()
    page.locator("#can summary", has_text="Solution").click()
    shown = page.locator('#can details[open] output[data-name="answer"]')
    values = shown.evaluate_all("all => all.map(o => Number(o.dataset.value))")
    assert values == pytest.approx([made["can"].values["answer"]] * 2, rel=1e-12)
    assert shown.first.inner_text() in page.locator("#can details[open] math mn").all_text_contents()


def test_progress_is_counted_and_survives_a_reload(asked):
    page, _ = asked
    line = page.locator(".mlcalc-progress p")
    assert line.inner_text() == "0 of 4 questions answered"
    type_in(page, "can", "1")
    assert line.inner_text() == "0 of 4 questions answered"
    type_in(page, "can", "3.3pi")
    type_in(page, "fixed", "14")
    assert line.inner_text() == "2 of 4 questions answered"
    page.reload()
    live(page, "fixed")
    assert line.inner_text() == "2 of 4 questions answered"
    marks = page.locator(".mlcalc-solved").all_inner_texts()
    assert marks == ["✓ answered", "", "", "✓ answered"]
    names = page.locator(".mlcalc-progress a").evaluate_all("all => all.map(a => a.getAttribute('aria-label'))")
    assert names == ["Question 1, answered", "Question 2, open", "Question 3, open", "Question 4, answered"]


def test_without_storage_everything_works_and_nothing_is_kept(asked):
    page, _ = asked
    page.add_init_script(NO_STORAGE)
    page.reload()
    live(page, "can")
    assert type_in(page, "can", "3.3pi").startswith("Right")
    assert page.locator(".mlcalc-progress p").inner_text() == "1 of 4 questions answered"
    page.reload()
    live(page, "can")
    assert page.locator(".mlcalc-progress p").inner_text() == "0 of 4 questions answered"


def test_a_question_is_answered_with_the_keyboard_alone(asked):
    page, _ = asked
    page.locator("#can input").focus()
    page.keyboard.type("18.85")
    page.keyboard.press("Enter")
    assert said(page, "can") == "You held k still."
    for _ in range(2):  # Check, Hint
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#can details[open]").count() == 1
    for _ in range(2):  # Solution, Another one
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert said_now(page, "can").startswith("New numbers")
    assert page.locator("#can .mlcalc-verdict").get_attribute("role") == "status"


def said_now(page, name):
    return page.locator(f"#{name} .mlcalc-verdict").inner_text()


def test_the_address_can_set_a_questions_numbers(asked):
    page, _ = asked
    page.evaluate("location.hash = '#can:r=4,k=7'")
    page.wait_for_function("document.querySelector('#can .mlcalc-ask output').textContent === '4'")
    settle(page)
    assert numbers(page, "can") == {"r": 4.0, "k": 7.0}


def test_a_question_that_the_page_cannot_read_stays_in_words_and_says_why(asked):
    page, _ = asked
    page.evaluate("localStorage.clear()")
    broken = page.content()
    assert "mlcalc-still" not in broken, "the static words stay beside the live question"
    spec = json.loads(page.locator("#can script").text_content())
    spec["wrong"][0]["outputs"] = ["nobody"]
    message = page.evaluate(
        """async ([spec, source]) => {
            const root = document.createElement("div");
            root.className = "mlcalc-figure";
            root.innerHTML = '<script type="application/json"></script><div class="mlcalc-still">In words</div>';
            root.firstChild.textContent = JSON.stringify(spec);
            document.body.append(root);
            const script = document.createElement("script");
            script.src = source;
            await new Promise(done => { script.onload = done; document.body.append(script); });
            return root.innerText;
        }""",
        [spec, (STATIC / "figures.js").as_uri()],
    )
    assert message.startswith("In words")
    assert "wrong[0].outputs[0] must be one of" in message


def test_the_page_draws_what_python_draws():
    """A thousand draws of three numbers, from several seeds."""
    drawn = [Drawn.read("r", [3, 2.5, 4]), Drawn.read("k", (-5, 12)), Drawn.read("n", range(100))]
    inputs = json.dumps([entry.to_json() for entry in drawn])
    program = f"""
        import {{ stream }} from "./controls/asking/draws.ts";
        const draws = (seed, draw) => Object.values(stream({inputs}, seed, draw).next().value);
        const all = [0, 1, 12345, 2 ** 32 - 1].map(s => Array.from({{ length: 250 }}, (_, k) => draws(s, k)));
        console.log(JSON.stringify(all));"""
    command = [str(binary()), "--input-type=module", "-e", program]
    run = subprocess.run(command, cwd=FRONT, capture_output=True, text=True, timeout=60, check=True)
    expected = [
        [[entry.draw(random) for entry in drawn] for random in (generator(seed, k) for k in range(250))]
        for seed in (0, 1, 12345, 2**32 - 1)
    ]
    assert json.loads(run.stdout) == expected


def test_there_is_room_to_type_an_answer(asked):
    page, _ = asked
    assert min(box.bounding_box()["width"] for box in page.locator("input[type=text]").all()) > 120
