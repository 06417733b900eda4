"""A question in a real JupyterLab: what is answered there, Python can read."""

import math

from lab_session import figure_in, shows, until

NAME = "question-can"


def test_a_teacher_reads_in_python_what_was_answered_in_lab(chapter, kernel):
    element = figure_in(chapter, NAME)
    box = element.locator("input[type=text]")
    box.fill("18.85")
    box.press("Enter")
    assert element.locator(".mlcalc-verdict").inner_text().strip().endswith("The height changes too.")
    box.fill("")
    box.type("3.3pi")  # key by key: none of them may be a command to the notebook
    box.press("Enter")
    until(lambda: kernel.ask(f"shown[{NAME!r}].score") == {"attempts": 2, "solved": 1}, "Python has the score")
    first, second = kernel.ask(f"shown[{NAME!r}].answers")
    assert (first["given"], first["right"], first["numbers"]) == (18.85, False, {"r": 3, "k": 10})
    assert math.isclose(second["given"], 3.3 * math.pi)
    element.locator(".mlcalc-another").click()
    until(lambda: kernel.ask(f"shown[{NAME!r}].inputs") != {"r": 3, "k": 10}, "Python has the new numbers")
    assert box.input_value() == ""
    kernel.run(f"shown[{NAME!r}].inputs = {{'r': 5, 'k': 6}}")
    shows(element, "k", 6)
