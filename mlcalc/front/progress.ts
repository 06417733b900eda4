/** What a reader has answered, kept in the reader's own browser and nowhere else. */

import { html } from "./dom.ts";
import { ANSWERED } from "./question-spec.ts";

export interface Score {
  readonly attempts: number;
  readonly solved: number;
}

export interface Progress {
  /** Stands in the question once it has been answered. */
  readonly mark: HTMLElement;
  count(right: boolean): void;
}

/** By page and question, so that two books, or two chapters, keep apart. */
const keyOf = (id: string): string => `mlcalc:${location.pathname}#${id}`;

/** A browser may refuse to store, or even to be asked; then nothing is kept, and nothing else is different. */
function recall(id: string): Score {
  try {
    const { attempts, solved } = JSON.parse(localStorage.getItem(keyOf(id)) ?? "{}") as Partial<Score>;
    return { attempts: Number(attempts) || 0, solved: Number(solved) || 0 };
  } catch {
    return { attempts: 0, solved: 0 };
  }
}

function keep(id: string, score: Score): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(score));
  } catch {
    // private windows, full disks, cookies forbidden
  }
}

/** `stored` only in a page of its own: a notebook keeps its answers itself. */
export function progressOf(id: string, stored: boolean): Progress {
  const mark = html("span", { class: "mlcalc-solved" });
  let score = stored ? recall(id) : { attempts: 0, solved: 0 };
  const show = (): void => void (mark.textContent = score.solved > 0 ? "✓ answered" : "");
  show();
  return {
    mark,
    count: (right) => {
      score = { attempts: score.attempts + 1, solved: score.solved + (right ? 1 : 0) };
      if (stored) keep(id, score);
      show();
    },
  };
}

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
