"""Firefox, driven by WebDriver BiDi: JSON over one socket, which is all that a test needs of a driver."""

import base64
import contextlib
import json
import re
import subprocess
import tempfile

from engine import Engine
from websockets.sync.client import connect

# Longer than any answer takes, so that what waits for ever ends with an error.
PATIENCE = 60
# What is said of a font that was still on its way when the next page was asked for, and of a formula half read where a
# slow machine draws a page while it comes: of the whole page's formulas, the book's own test counts the parts.
PASSING = ("status=2152398850", "Invalid markup: Incorrect number of children")


class Firefox(Engine):
    """A Firefox without a window on a screen, and one page in it."""

    def __init__(self, program, width=1280, height=900):
        self.errors, self.outside = [], []
        self.number = 0
        with contextlib.ExitStack() as stack:
            profile = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            address = self.start(stack, program, profile)
            self.socket = stack.enter_context(connect(address, max_size=None))
            self.call("session.new", capabilities={})
            self.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
            self.page = self.call("browsingContext.getTree")["contexts"][0]["context"]
            size = {"width": width, "height": height}
            self.call("browsingContext.setViewport", context=self.page, viewport=size)
            self.close = stack.pop_all().close

    def start(self, stack, program, profile):
        """Start the program, which ends with the stack; the address at which it listens."""
        command = [program, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        stack.callback(process.wait, PATIENCE)
        stack.callback(process.terminate)
        said = []
        for line in process.stderr:
            said.append(line)
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                return f"{found[1]}/session"
        raise RuntimeError(f"{program} ended before it listened:\n{''.join(said)}")

    def call(self, method, **parameters):
        """One command and its result; what the browser tells in between is noted."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(timeout=PATIENCE))
            if message.get("id") == self.number:
                assert message["type"] == "success", message
                return message["result"]
            self.note(message)

    def note(self, message):
        told = message.get("params", {})
        if message.get("method") == "log.entryAdded" and told["level"] == "error":
            if not any(words in told["text"] for words in PASSING):
                self.errors.append(told["text"])
        elif message.get("method") == "network.beforeRequestSent":
            self.outside.append(told["request"]["url"])

    def go(self, address):
        self.call("browsingContext.navigate", context=self.page, url=address, wait="complete")

    def run(self, expression):
        target = {"context": self.page}
        answer = self.call("script.evaluate", expression=expression, target=target, awaitPromise=True)
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def act(self, kind, actions, **more):
        source = {"type": kind, "id": kind, "actions": actions, **more}
        self.call("input.performActions", context=self.page, actions=[source])

    def picture(self, box):
        """A part of the window as PNG."""
        clip = {"type": "box", **box}
        shot = self.call("browsingContext.captureScreenshot", context=self.page, clip=clip)
        return base64.b64decode(shot["data"])
