/** What is told of a run in numbers: cost and share right on each set of examples, and how long δ is in each layer. */

import { formatLogTick } from "../../model/format.ts";
import { html } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import "./measures.css";
import type { TrainingSpec } from "./spec.ts";

interface Bars {
  readonly element: HTMLElement;
  draw(): void;
}

/** How long δ is in each layer, on one logarithmic scale: beside one another, what fades from layer to layer is seen. */
export function deltaBars(host: Stage, { sizes, decades: [low, high] }: TrainingSpec): Bars {
  const rows = sizes.slice(1).map((_, i) => {
    const name = `|δ${i + 1}|`;
    const bar = html("span", { class: "mlcalc-length-bar" });
    const track = html("span", { class: "mlcalc-length-track" }, bar);
    const row = html(
      "div",
      { class: "mlcalc-length" },
      label(`\\lVert\\boldsymbol{\\delta}^{(${i + 1})}\\rVert`),
      track,
      host.numbers.output(name),
    );
    const read = host.model.reader(name);
    const draw = (): void => {
      const share = (Math.log10(read()) - low) / (high - low);
      bar.style.transform = `scaleX(${Math.min(1, Math.max(0, share || 0)).toFixed(4)})`;
    };
    return { row, draw };
  });
  const ticks = [low, (low + high) / 2, high].map((power) =>
    html("span", {}, Number.isInteger(power) ? formatLogTick(Number(`1e${power}`), true) : ""),
  );
  const axis = html(
    "div",
    { class: "mlcalc-length is-axis", "aria-hidden": "true" },
    html("span", { class: "mlcalc-length-ticks" }, ...ticks),
  );
  return {
    element: html(
      "div",
      { class: "mlcalc-lengths", role: "group", "aria-label": "mean length of delta in each layer" },
      ...rows.map(({ row }) => row),
      axis,
    ),
    draw: () => rows.forEach(({ draw }) => draw()),
  };
}

function readout(host: Stage, latex: string, name: string): HTMLElement {
  const equals = html("span", { class: "mlcalc-equals" }, "=");
  return html("div", { class: "mlcalc-readout" }, label(latex), equals, host.numbers.output(name));
}

/** Cost and share right: two readouts, or a table where there are more sets or runs than one. */
export function scores(host: Stage, { computed, beside, held }: TrainingSpec): HTMLElement {
  const right = computed.includes("right");
  if (beside === null && held === null) {
    const second = right ? [readout(host, "\\text{right}", "right")] : [];
    return html("div", { class: "mlcalc-readouts" }, readout(host, "C", "C"), ...second);
  }
  const names: (readonly [string, string])[] = [["in training", ""]];
  if (held !== null) names.push(["held out", "_held"]);
  if (beside !== null) names.push([`beside: ${beside.name}`, "_beside"]);
  if (beside !== null && held !== null) names.push(["beside, held out", "_held_beside"]);
  const rows = names.map(([text, of]) =>
    html(
      "tr",
      {},
      html("th", { scope: "row" }, text),
      html("td", {}, host.numbers.output(`C${of}`)),
      ...(right ? [html("td", {}, host.numbers.output(`right${of}`))] : []),
    ),
  );
  const heads = ["C", ...(right ? ["right"] : [])].map((text) => html("th", { scope: "col" }, text));
  return html(
    "table",
    { class: "mlcalc-scores" },
    html("thead", {}, html("tr", {}, html("td", {}), ...heads)),
    html("tbody", {}, ...rows),
  );
}
