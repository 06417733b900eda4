"""What a test does in any browser: opens a page, asks it, moves the mouse and presses keys."""

import json

KEYS = {
    "Backspace": "\ue003", "Tab": "\ue004", "Enter": "\ue007", "Space": " ", "End": "\ue010", "Home": "\ue011",
    "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
}  # fmt: skip


class Engine:
    """A browser with one page, by the words of WebDriver, which Firefox and WebKit both understand.

    Each kind of browser says how a page is opened (`go`), asked (`run`), acted upon (`act`) and how a part of it is
    drawn (`picture`).
    """

    shown = None

    def show(self, address):
        """Have a page open, as it was left."""
        if self.shown != address:
            self.go(address)
        self.shown = address

    def ask(self, function, *arguments):
        """What a function of JavaScript answers, as JSON; a promise is awaited."""
        given = json.dumps(arguments)
        return json.loads(self.run(f"(async () => JSON.stringify((await ({function})(...{given})) ?? null))()"))

    def drag(self, *places):
        """Press the mouse at the first place of the window, carry it to the others, and let go."""
        moves = [{"type": "pointerMove", "x": x, "y": y, "duration": 0} for x, y in places]
        down, up = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        self.act("pointer", [moves[0], down, *moves[1:], up], parameters={"pointerType": "mouse"})

    def press(self, *keys):
        """Press keys one after the other, or type letters."""
        values = [KEYS.get(key, key) for key in keys]
        self.act("key", [{"type": kind, "value": value} for value in values for kind in ("keyDown", "keyUp")])


class Chromium(Engine):
    """Playwright's page, asked and moved as the others are."""

    def __init__(self, page):
        self.page = page

    def go(self, address):
        self.page.goto(address)

    def run(self, expression):
        return self.page.evaluate(expression)

    def drag(self, *places):
        x, y = places[0]
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for x, y in places[1:]:
            self.page.mouse.move(x, y)
        self.page.mouse.up()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def picture(self, box):
        return self.page.screenshot(clip=box)
