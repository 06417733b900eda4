"""WebKit, which is Safari's engine, driven by plain WebDriver on a display that no screen shows."""

import base64
import contextlib
import io
import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from engine import Engine
from PIL import Image

PATIENCE = 60


class WebKit(Engine):
    """A WebKitGTK with one window."""

    def __init__(self, driver, browser, display, width=1280, height=900):
        # This driver tells neither: see NOTES in engine_book.py for the errors.
        self.errors, self.outside = [], []
        with contextlib.ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
            self.log = folder / "log"
            screen = start_display(stack, display)
            self.start(stack, driver, screen)
            options = {"binary": browser, "args": ["--automation"]}
            wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
            self.session = self.call("POST", "/session", capabilities=wanted)["sessionId"]
            stack.callback(self.call, "DELETE", f"/session/{self.session}")
            self.fit(width, height)
            self.close = stack.pop_all().close

    def start(self, stack, driver, screen):
        """Start the driver, which ends with the stack."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        environment = os.environ | {"DISPLAY": screen, "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"}
        out = stack.enter_context(self.log.open("w"))
        process = subprocess.Popen([driver, f"--port={port}"], env=environment, stdout=out, stderr=out)
        stack.callback(process.wait, PATIENCE)
        stack.callback(process.terminate)
        for _ in range(200):
            with contextlib.suppress(urllib.error.URLError):
                self.call("GET", "/status")
                return
            time.sleep(0.05)
        raise RuntimeError(f"{driver} does not answer:\n{self.log.read_text()}")

    def call(self, method, path, **body):
        """One command and its result."""
        data = json.dumps(body).encode() if method == "POST" else None
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.read().decode()}") from None

    def fit(self, width, height):
        """Make what is seen of a page this large: the window is larger by its bars."""
        size = {"width": width, "height": height}
        self.call("POST", f"/session/{self.session}/window/rect", **size)
        seen = self.ask("() => [innerWidth, innerHeight]")
        size = {"width": 2 * width - seen[0], "height": 2 * height - seen[1]}
        self.call("POST", f"/session/{self.session}/window/rect", **size)

    def go(self, address):
        self.call("POST", f"/session/{self.session}/url", url=address)

    def run(self, expression):
        script = f"const told = arguments[0]; {expression}.then(told, (error) => told('!' + error))"
        answer = self.call("POST", f"/session/{self.session}/execute/async", script=script, args=[])
        assert not answer.startswith("!"), answer
        return answer

    def act(self, kind, actions, **more):
        source = {"type": kind, "id": kind, "actions": actions, **more}
        self.call("POST", f"/session/{self.session}/actions", actions=[source])

    def picture(self, box):
        """A part of the window as PNG."""
        shot = base64.b64decode(self.call("GET", f"/session/{self.session}/screenshot"))
        left, top = box["x"], box["y"]
        part = Image.open(io.BytesIO(shot)).crop((left, top, left + box["width"], top + box["height"]))
        kept = io.BytesIO()
        part.save(kept, "png")
        return kept.getvalue()


def start_display(stack, program):
    """Start a display that nobody sees, which ends with the stack; its name."""
    told, tell = os.pipe()
    command = [program, "-displayfd", str(tell), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
    stack.callback(process.wait, PATIENCE)
    stack.callback(process.terminate)
    os.close(tell)
    with os.fdopen(told) as pipe:
        return f":{pipe.readline().strip()}"
