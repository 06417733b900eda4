"""Bootstrap's script, fetched when a hand or the keyboard comes to one of the few buttons that need it.

The theme uses it for a menu of two entries and for the words at buttons, and it would be two thirds of a book's script.
"""

from __future__ import annotations

NAME = "_static/scripts/bootstrap.js"

# In place of that script. It is as the theme has it that a button leads back up as soon as somebody scrolls upwards.
LATE = """{
  const address = new URL("../scripts/bootstrap.js", document.currentScript.src).href;
  let waiting = null;
  const load = () => waiting ??= new Promise((loaded) => {
    const script = document.createElement("script");
    script.onload = loaded;
    script.src = address;
    document.head.append(script);
  });
  for (const kind of ["pointerover", "focusin", "click"]) addEventListener(kind, (event) => {
    const button = event.target.closest?.("[data-bs-toggle]");
    if (!button || window.bootstrap) return;
    const opens = kind === "click" && button.dataset.bsToggle === "dropdown";
    if (opens) event.stopPropagation();
    load().then(() => {
      if (opens) button.click();
      else if (button.matches(":hover, :focus-visible")) bootstrap.Tooltip.getInstance(button)?.show();
    });
  }, true);
  document.addEventListener("DOMContentLoaded", () => {
    const up = document.getElementById("pst-back-to-top"), header = document.querySelector(".bd-header");
    if (!up) return;
    let before = 0;
    up.addEventListener("click", () => scrollTo(0, 0));
    addEventListener("scroll", () => {
      up.style.display = before > scrollY && scrollY > (header?.offsetHeight ?? 0) ? "block" : "none";
      before = scrollY;
    }, { passive: true });
  });
}"""
