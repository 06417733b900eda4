/** What is said of a program that has run, or could not. */

import type { Outcome } from "../../python/python.ts";
import { html } from "../../view/dom.ts";

export interface Verdict {
  readonly checked: "right" | "wrong" | "error" | "stopped" | "";
  readonly said: string;
  readonly line: number;
}

const SIGNS = { right: "✓", wrong: "✗", error: "!", stopped: "■", "": "" } as const;

const SAID_BY = {
  reader: () => "You stopped the program.",
  clock: (seconds: number) =>
    `The program was ended after ${seconds} seconds. Is there a loop that never comes to its end?`,
  flood: () =>
    "The program printed more than 20,000 characters and was ended. Print less, or not in every round.",
};

export function verdictOf(outcome: Outcome, seconds: number): Verdict {
  if (outcome.kind === "done") return outcome.result;
  if (outcome.kind === "ended") return { checked: "stopped", said: SAID_BY[outcome.by](seconds), line: 0 };
  const said = `Python cannot run in this page. ${outcome.reason} The code can be copied into the notebook.`;
  return { checked: "error", said, line: 0 };
}

/** A sentence in which code stands between backticks. */
function sentence(text: string): (HTMLElement | string)[] {
  return text.split("`").map((part, i) => (i % 2 === 1 ? html("code", {}, part) : part));
}

/** The box for it, in a place that is read aloud when it changes. */
export function verdictBox() {
  const element = html("div", { class: "mlcalc-checked", role: "status" });
  const clear = (): void => {
    delete element.dataset["checked"];
    element.replaceChildren();
  };
  const show = ({ checked, said, line }: Verdict): void => {
    clear();
    if (said === "") return;
    if (checked !== "") element.dataset["checked"] = checked;
    const sign = html("span", { class: "mlcalc-checked-sign", "aria-hidden": "true" }, SIGNS[checked]);
    const where = line > 0 ? [html("strong", {}, `Line ${line}. `)] : [];
    element.append(sign, html("p", {}, ...where, ...sentence(said)));
  };
  return { element, clear, show };
}
