"""A chapter in a real JupyterLab, one for all tests: its server, its page, and its kernel asked from outside."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from jupyter_client import BlockingKernelClient
from live import CHAPTERS, FIGURE, figures_of

CHAPTER = "02-total-derivative"
TOKEN = secrets.token_hex(16)
# A quiet Lab: all cells of a notebook are in the page, and nothing is asked of the network.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(answer, what, seconds=30):
    """The first true answer; each question takes its time, so there is nothing to wait for in between."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := answer():
            return found
    raise AssertionError(f"not within {seconds} seconds: {what}")


class Lab:
    """A running JupyterLab with folders of its own, and what its server says."""

    def __init__(self, folder):
        self.url = f"http://127.0.0.1:{free_port()}"
        self.folder, self.runtime, self.log = folder, folder / "runtime", folder / "log"
        (folder / "notebooks").mkdir()
        shutil.copy(CHAPTERS / f"{CHAPTER}.ipynb", folder / "notebooks")
        for name, content in SETTINGS.items():
            path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content))
        places = {"CONFIG_DIR": "config", "RUNTIME_DIR": "runtime", "DATA_DIR": "data"}
        places = {f"JUPYTER_{key}": str(folder / name) for key, name in places.items()}
        places |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "IPYTHONDIR": str(folder / "ipython"),
                   "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces")}  # fmt: skip
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--ServerApp.port={self.url.split(':')[-1]}",
                   "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}",
                   f"--ServerApp.root_dir={folder / 'notebooks'}", "--allow-root",
                   "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]  # fmt: skip
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, env={**os.environ, **places}, stdout=log, stderr=log)
        until(self._answers, "JupyterLab is up", 180)

    def ask(self, path):
        request = urllib.request.Request(f"{self.url}/api/{path}", headers={"Authorization": f"token {TOKEN}"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)

    def stop(self):
        for session in self.ask("sessions"):
            kernel = f"{self.url}/api/kernels/{session['kernel']['id']}"
            headers = {"Authorization": f"token {TOKEN}"}
            urllib.request.urlopen(urllib.request.Request(kernel, headers=headers, method="DELETE"), timeout=20).close()
        self.process.terminate()
        self.process.wait(30)

    def _answers(self):
        assert self.process.poll() is None, f"JupyterLab did not start:\n{self.log.read_text()}"
        with contextlib.suppress(OSError):
            return bool(self.ask("status"))
        return False


class Kernel:
    """The notebook's own kernel, asked from outside."""

    def __init__(self, lab):
        (session,) = lab.ask("sessions")
        file = lab.runtime / f"kernel-{session['kernel']['id']}.json"
        self.client = BlockingKernelClient(connection_file=str(file))
        self.client.load_connection_file()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def ask(self, expression):
        """An expression's value; ``shown`` holds the figures that cells have shown, by id."""
        collect = "shown = {v.spec['id']: v for _, v in sorted(Out.items()) if isinstance(v, figures.Figure)}"
        wanted = {"it": f"__import__('json').dumps({expression})"}
        reply = self.client.execute(collect, user_expressions=wanted, reply=True, timeout=30, store_history=False)
        content = reply["content"]
        assert content["status"] == content["user_expressions"]["it"]["status"] == "ok", content
        return json.loads(eval(content["user_expressions"]["it"]["data"]["text/plain"]))

    def run(self, code):
        content = self.client.execute(code, reply=True, timeout=30, store_history=False)["content"]
        assert content["status"] == "ok", content


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    running = Lab(tmp_path_factory.mktemp("lab"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chapter(lab, browser):
    """The chapter's page in JupyterLab, all of its cells run."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.ours, page.outside = [], []
    page.on("request", lambda r: None if r.url.startswith((lab.url, "data:", "blob:")) else page.outside.append(r.url))
    page.on("pageerror", lambda error: page.ours.append(f"{error}\n{error.stack}"))
    page.on("console", lambda m: page.ours.append(m.text) if m.type == "error" and _is_ours(m) else None)
    page.goto(f"{lab.url}/lab/tree/{CHAPTER}.ipynb?token={TOKEN}")
    page.locator(".jp-CodeCell .cm-content").first.wait_for(timeout=180_000)
    # Lab clears the cells that are run before it has a kernel, and forgets them.
    until(lambda: [k for k in _kernels(lab) if k["connections"] and k["execution_state"] == "idle"], "a kernel", 180)
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for(timeout=180_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(
        f"document.querySelectorAll('{FIGURE}[data-state=live]').length === {len(figures_of(CHAPTER))}",
        timeout=180_000,
    )
    until(lambda: _kernels(lab)[0]["execution_state"] == "idle", "all cells have run")
    yield page
    context.close()
    assert page.ours == []
    assert page.outside == []


@pytest.fixture(scope="session")
def kernel(lab, chapter):
    opened = Kernel(lab)
    yield opened
    opened.client.stop_channels()


def _kernels(lab):
    return [session["kernel"] for session in lab.ask("sessions")]


def _is_ours(message):
    """anywidget runs a figure's script from an address of its own making."""
    return message.location["url"].startswith("blob:") or "anywidget" in message.text or "mlcalc" in message.text


def figure_in(page, name):
    element = page.locator(f'.jp-OutputArea-output [id="{name}"][data-state="live"]')
    element.wait_for(timeout=120_000)
    element.scroll_into_view_if_needed()
    return element


def shows(element, name, value):
    """Wait until the page shows this number."""
    element.page.wait_for_function(
        "([root, name, value]) => Number(root.querySelector(`output[data-name='${name}']`).dataset.value) === value",
        arg=[element.element_handle(), name, value],
        timeout=30_000,
    )
