/** What a reader has answered, kept in the reader's own browser and nowhere else. */

import { html } from "../../view/dom.ts";

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
