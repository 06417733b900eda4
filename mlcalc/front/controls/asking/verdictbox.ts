/** Where it stands what is said of an answer; read aloud when it changes. */

import { html } from "../../view/dom.ts";
import { updateScrollStops } from "../../view/formula.ts";
import "./verdict.css";

/** What a verdict looks like: never by its colour alone. */
const SIGNS = { right: "✓", mistake: "→", wrong: "✗", unread: "?" } as const;

export type VerdictKind = keyof typeof SIGNS;

export interface VerdictBox {
  readonly element: HTMLElement;
  say(kind: VerdictKind, slip: string, ...said: readonly (HTMLElement | string)[]): void;
  /** `told` is read aloud, and not shown: it stands in the question itself. */
  clear(told?: string): void;
}

/** `role` is "status", or "none" where another place says it aloud. */
export function verdictBox(role: "status" | "none" = "status"): VerdictBox {
  const element = html("div", { class: "mlcalc-verdict" });
  if (role === "status") element.setAttribute("role", role);
  return {
    element,
    say: (kind, slip, ...said) => {
      const sign = html("span", { class: "mlcalc-sign", "aria-hidden": "true" }, SIGNS[kind]);
      element.dataset["verdict"] = kind;
      if (slip === "") delete element.dataset["slip"];
      else element.dataset["slip"] = slip;
      element.replaceChildren(sign, html("div", {}, ...said));
      updateScrollStops(element);
    },
    clear: (told = "") => {
      delete element.dataset["verdict"];
      delete element.dataset["slip"];
      element.replaceChildren(...(told === "" ? [] : [html("span", { class: "mlcalc-hidden" }, told)]));
    },
  };
}
