/** How many questions of a page are answered. */

import { ANSWERED } from "../view/answered.ts";
import { html } from "../view/dom.ts";
import "./progress.css";

/** A line at the end of a page with questions: how many are answered, and the way to each. */
export function showProgress(): void {
  const questions = [
    ...document.querySelectorAll<HTMLElement>('.mlcalc-figure[data-kind="question"][data-state="live"]'),
  ];
  const last = questions.at(-1);
  if (last === undefined) return;
  const text = html("p", { role: "status" });
  const links = questions.map(({ id }) => html("a", { href: `#${id}` }));
  const update = (): void => {
    const done = questions.map((question) => question.querySelector(".mlcalc-solved")?.textContent !== "");
    const count = done.filter(Boolean).length;
    const said = `${count} of ${questions.length} question${questions.length === 1 ? "" : "s"} answered`;
    if (text.textContent !== said) text.textContent = said;
    links.forEach((link, i) => {
      link.textContent = done[i] ? "✓" : String(i + 1);
      link.classList.toggle("is-answered", done[i]);
      link.setAttribute("aria-label", `Question ${i + 1}, ${done[i] ? "answered" : "open"}`);
    });
  };
  update();
  document.addEventListener(ANSWERED, update);
  const list = html("ol", {}, ...links.map((link) => html("li", {}, link)));
  const line = html("nav", { class: "mlcalc-progress", "aria-label": "Questions on this page" }, text, list);
  (last.closest("article, main") ?? last.parentElement ?? document.body).append(line);
}
