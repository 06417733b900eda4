/** A signed bar for every path, on one zero line, and their sum as a last bar of another kind. */

import { html } from "../../view/dom.ts";
import { derivative, label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import type { Light, Lit } from "./light.ts";
import type { PathsSpec, PathSpec } from "./spec.ts";

interface Bar {
  readonly row: HTMLElement;
  readonly bar: HTMLElement;
  readonly read: () => number;
}

export class Bars {
  readonly element: HTMLElement;
  readonly #full: number;
  readonly #bars: readonly Bar[];

  constructor(host: Stage, spec: PathsSpec, full: number, light: Light) {
    this.#full = full;
    const rows = spec.paths.map((path, i) => {
      const heading = html("span", { class: "mlcalc-bar-name" }, label(route(spec, path)));
      const row = html(
        "button",
        { type: "button", class: "mlcalc-bar-row", "aria-pressed": "false" },
        heading,
      );
      host.listen(row, "pointerenter", (e) => e.pointerType === "mouse" && light.point([i]));
      host.listen(row, "pointerleave", () => light.point(null));
      host.listen(row, "focus", () => row.matches(":focus-visible") && light.focus(i));
      host.listen(row, "blur", () => light.focus(null));
      host.listen(row, "click", () => light.press(i));
      return this.#fill(host, row, path.output);
    });
    const { x = spec.along, y = spec.value } = spec.labels;
    const sum = label(derivative(y, x, spec.inputs.length > 1), "mlcalc-math");
    const total = html(
      "div",
      { class: "mlcalc-bar-row is-total" },
      html("span", { class: "mlcalc-bar-name" }, "sum ", sum),
    );
    this.#bars = [...rows, this.#fill(host, total, spec.total)];
    this.element = html("div", { class: "mlcalc-bars" }, ...this.#bars.map(({ row }) => row));
  }

  draw(): void {
    for (const { bar, read } of this.#bars) {
      const value = read();
      const share = Number.isFinite(value) ? Math.max(-1, Math.min(1, value / this.#full)) : 0;
      // Clipping a full-width bar moves its end without a new layout, and its hatching stays where it is.
      const [left, right] = [50 + 50 * Math.min(0, share), 50 - 50 * Math.max(0, share)];
      bar.style.clipPath = `inset(0 ${right.toFixed(2)}% 0 ${left.toFixed(2)}%)`;
      bar.classList.toggle("is-negative", value < 0);
      bar.parentElement!.dataset["beyond"] =
        Math.abs(value) > this.#full * 1.0001 ? (value < 0 ? "-" : "+") : "";
    }
  }

  show(lit: Lit, pressed: number | null): void {
    this.element.classList.toggle("has-lit", lit !== null);
    this.#bars.slice(0, -1).forEach(({ row }, i) => {
      row.classList.toggle("is-lit", lit?.has(i) ?? false);
      row.setAttribute("aria-pressed", String(pressed === i));
    });
  }

  #fill(host: Stage, row: HTMLElement, name: string): Bar {
    const bar = html("span", { class: "mlcalc-bar" });
    row.append(html("span", { class: "mlcalc-track" }, bar), host.numbers.output(name));
    return { row, bar, read: host.model.reader(name) };
  }
}

/** A path as mathematics: the symbols of its variables with arrows between them. */
function route(spec: PathsSpec, path: PathSpec): string {
  const names = path.edges.map((at, i) =>
    i === 0 ? [spec.edges[at].from, spec.edges[at].to] : [spec.edges[at].to],
  );
  const symbol = (name: string): string => spec.variables.find((variable) => variable.name === name)!.latex;
  return names.flat().map(symbol).join(" \\to ");
}
