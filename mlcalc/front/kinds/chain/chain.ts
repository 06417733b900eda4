/** The kind "chain": linked planes, and the derivative of the whole as a product of Jacobians. */

import { radios } from "../../controls/radios.ts";
import { controls } from "../../controls/sliders.ts";
import { formatCompact } from "../../model/format.ts";
import { html } from "../../view/dom.ts";
import { derivative, label, updateScrollStops } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import { sizes, stepsOf, transpose } from "./bracketing.ts";
import "./chain.css";
import { equals, inLayout, inLine, matrix, Product } from "./matrices.ts";
import { Planes } from "./planes.ts";
import { formulaOf, priceTable, titleOf } from "./price.ts";
import { readChain, type ChainSpec } from "./spec.ts";

function view(host: Stage, spec: ChainSpec): View {
  const planes = new Planes(host, spec);
  const factors = spec.products.filter(({ first, last }) => first === last);
  const work = html("div", { class: "mlcalc-work" });
  const panes = new Map<string, HTMLElement>();
  let [transposed, chosen] = [false, 0];
  const prices = priceTable(spec);

  const show = (): void => {
    const key = `${transposed} ${chosen}`;
    let pane = panes.get(key);
    if (pane === undefined) {
      pane = html("div", {}, overview(host, spec, transposed), ...products(host, spec, chosen, transposed));
      panes.set(key, pane);
      host.numbers.update();
    }
    work.replaceChildren(pane);
    element.classList.toggle("is-transposed", transposed);
    prices.mark(chosen);
    updateScrollStops(work);
  };
  const symbols = factors.map((factor) => factor.latex);
  const layout = radios(
    host,
    "Layout",
    [
      { value: false, content: ["numerator"] },
      { value: true, content: ["denominator"] },
    ],
    (value) => {
      transposed = value;
      show();
    },
  );
  const order = spec.bracketings.map((way, i) => ({
    value: i,
    content: [...titleOf(way), " ", ...formulaOf(way, symbols)],
  }));
  const bracketing = radios(host, "Multiply first", order, (value) => {
    chosen = value;
    show();
  });

  const f = spec.links.at(-1)!;
  const panel = controls(host, [
    ...f.entries.map((name, i) => [f.latex[i], name] as const),
    ...f.velocity.map(
      (name, i) => [derivative(f.latex[i], spec.links[0].symbol, false), name, formatCompact] as const,
    ),
  ]);
  const switches = html(
    "div",
    { class: "mlcalc-switches" },
    ...(order.length > 1 ? [bracketing] : []),
    layout,
  );
  const element = html(
    "div",
    { class: "mlcalc-body" },
    planes.element,
    legend(spec),
    html("div", { class: "mlcalc-stage mlcalc-beneath" }, panel.element),
    html("div", { class: "mlcalc-stage mlcalc-algebra" }, switches, work),
    ...(order.length > 1 ? [prices.element] : []),
  );
  show();
  return {
    element,
    resize: () => planes.resize(),
    update: panel.update,
    draw: () => planes.draw(),
    describe: () => planes.describe(),
  };
}

/** All factors in a row, each with the point where it is evaluated, and what they come to. */
function overview(host: Stage, spec: ChainSpec, transposed: boolean): HTMLElement {
  const factors = spec.products.filter(({ first, last }) => first === last);
  const shown = factors.map((factor, i) => {
    const names = transposed ? transpose(factor.entries) : factor.entries;
    const shown = matrix(host, names, transposed ? `${factor.latex}^{\\!\\top}` : factor.latex);
    shown.element.append(evaluatedAt(host, spec, spec.links.length - 2 - i));
    return shown;
  });
  const whole = spec.products.at(-1)!;
  const [f, t] = [spec.links.at(-1)!.symbol, spec.links[0].symbol];
  const total = matrix(
    host,
    transposed ? transpose(whole.entries) : whole.entries,
    `\\mathrm{d}${f}/\\mathrm{d}${t}`,
  );
  const line = transposed ? shown.reverse() : shown;
  return inLine("mlcalc-overview", factors.length > 1 ? [...line, equals(), total] : line);
}

/** A factor is a number only at a point: the value of the link before it. */
function evaluatedAt(host: Stage, spec: ChainSpec, at: number): HTMLElement {
  const link = spec.links[at];
  const format = host.model.isInput(link.name) ? undefined : formatCompact;
  const numbers = link.entries.flatMap((name, i): (HTMLElement | string)[] => [
    ...(i === 0 ? [] : [", "]),
    host.numbers.output(name, format),
  ]);
  const point = numbers.length === 1 ? numbers : ["(", ...numbers, ")"];
  const shown = link.entries.length > 3 ? [] : [" = ", ...point];
  return html("div", { class: "mlcalc-at" }, "at ", label(link.symbol), ...shown);
}

/** The products of two that a bracketing makes, each with its price. */
function products(host: Stage, spec: ChainSpec, chosen: number, transposed: boolean): HTMLElement[] {
  const { tree } = spec.bracketings[chosen];
  return stepsOf(tree, spec.products).map((step) => {
    const [m, k, n] = transposed ? sizes(step).reverse() : sizes(step);
    const note = `${m}·${k}·${n} = ${m * k * n} ${m * k * n === 1 ? "multiplication" : "multiplications"}`;
    return new Product(host, inLayout(step, transposed), note).element;
  });
}

function legend(spec: ChainSpec): HTMLElement {
  const t = spec.links[0].name;
  const arrow = html(
    "span",
    { class: "mlcalc-key is-arrow" },
    `where it would be ${spec.step} later in ${t}, kept at this velocity`,
  );
  const square = [
    html("span", { class: "mlcalc-key is-linear" }, "the square, as the factors carry it on"),
    html("span", { class: "mlcalc-key is-exact" }, "as the functions do"),
  ];
  return html("div", { class: "mlcalc-legend" }, arrow, ...(spec.square === null ? [] : square));
}

export const chain = defineKind<ChainSpec>({
  read: readChain,
  view,
  roles: (spec) => ({
    ...Object.fromEntries(spec.links.slice(1).flatMap((link) => link.entries.map((name) => [name, "value"]))),
    ...Object.fromEntries(spec.links.flatMap((link) => link.velocity.map((name) => [name, "slope"]))),
  }),
  title: ({ links }) => `linked planes ${links.map(({ name }) => name).join(", ")}`,
  spoken: (spec) => [
    ...spec.inputs.map((input) => input.name),
    ...spec.links.at(-1)!.entries,
    ...spec.links.at(-1)!.velocity,
  ],
});
