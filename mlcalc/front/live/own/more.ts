/** What else is known of a function that was typed: its derivatives as LaTeX and code, its Taylor polynomial, a link, a call. */

import { toGraph } from "../../calculus/builder.ts";
import { numpyCode } from "../../calculus/code.ts";
import { formula as latexOf } from "../../calculus/latex.ts";
import { derivative } from "../../calculus/sweeps.ts";
import { number, symbol } from "../../calculus/symbols.ts";
import { taylor } from "../../calculus/taylor.ts";
import { compile } from "../../compute/evaluate.ts";
import type { Typed } from "../../controls/formulabox.ts";
import { greek } from "../../compute/primitives.generated.ts";
import { toDigits } from "../../model/format.ts";
import { isProgram } from "../../model/programs.ts";
import type { Spec } from "../../model/spec.ts";
import type { PlotSpec } from "../../plot/plot-spec.ts";
import { copied } from "../../view/copy.ts";
import { html } from "../../view/dom.ts";
import { breakable, label, updateScrollStops } from "../../view/formula.ts";
import type { Shown } from "./follow.ts";

const DEGREE = 5;

interface Source {
  readonly root: HTMLElement;
  readonly signal: AbortSignal;
  readonly model: {
    readonly spec: { readonly inputs: readonly { name: string; low: number; high: number }[] };
  };
  read(): Typed;
  shown(): Shown;
  link(): string;
}

export class More {
  readonly element: HTMLDetailsElement;
  readonly #source: Source;
  readonly #content = html("div", { class: "mlcalc-more-content" });
  #frame = 0;

  constructor(source: Source, open: boolean) {
    this.#source = source;
    const summary = html("summary", {}, "Derivatives, code and links");
    this.element = html("details", { class: "mlcalc-more" }, summary, this.#content);
    this.element.open = open;
    this.element.addEventListener("toggle", () => this.requestUpdate(), { signal: source.signal });
  }

  /** With the next frame, where somebody looks. */
  requestUpdate(): void {
    if (!this.element.open || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#update();
      updateScrollStops(this.element);
    });
  }

  #update(): void {
    const read = this.#source.read();
    const { node, builder, letters } = read;
    const shown = this.#source.shown();
    const f = symbol(shown.name);
    const slopes = letters.map((letter) => derivative(builder, node, builder.input(letter)));
    const d = letters.length === 1 ? "\\mathrm{d}" : "\\partial";
    const lines = letters.map((letter, i): [string, string] => [
      `\\frac{${d} ${f}}{${d} ${symbol(letter)}} = ${latexOf(slopes[i])}`,
      `LaTeX of the derivative by ${letter}`,
    ]);
    const along = shown.spec.inputs.find(({ name }) => letters.includes(name))?.name;
    if (along !== undefined && shown.spec.kind === "curve")
      lines.push([this.#taylor(read, along, shown), "LaTeX of the Taylor polynomial"]);
    const typed = isProgram(shown.text);
    const code = typed ? [] : [numpyCode(shown.name, letters, node), ...letters.map((letter, i) => numpyCode(`d${shown.name}_d${letter}`, letters, slopes[i]))]; // prettier-ignore
    const program = typed ? shown.text : `import numpy as np\n\n\n${code.join("\n\n")}`;
    this.#content.replaceChildren(
      ...lines.map(([latex, name]) => row(typeset(latex), name, () => latex)),
      row(html("pre", {}, html("code", {}, program)), "numpy code", () => program),
      row(html("pre", {}, html("code", {}, call(shown, letters))), "call for a notebook", () =>
        call(shown, letters),
      ),
      row(html("span", {}, "A link to this function, as it stands"), "link", () => new URL(this.#source.link(), location.href).href), // prettier-ignore
    );
  }

  /** f(a) + f′(a)(x − a) + …, about the point, with four digits. */
  #taylor({ builder, node, letters }: Typed, along: string, { name, inputs }: Shown): string {
    const terms = taylor(builder, node, builder.input(along), DEGREE);
    const outputs = Object.fromEntries(terms.map((term, k) => [`c${k}`, term]));
    const evaluator = compile(toGraph(letters, outputs));
    const results = new Float64Array(terms.length);
    evaluator.run(evaluator.inputs.map((letter) => inputs[letter]), results); // prettier-ignore
    const at = inputs[along];
    const x = symbol(along);
    const step = at === 0 ? x : `(${x} ${at < 0 ? "+" : "-"} ${number(toDigits(Math.abs(at), 4))})`;
    const sum = [...results].flatMap((c, k) => {
      if (c === 0) return [];
      const power = k === 0 ? "" : ` \\, ${step}${k === 1 ? "" : `^{${k}}`}`;
      return [`${c < 0 ? "-" : "+"} ${number(toDigits(Math.abs(c), 4))}${power}`];
    });
    return `${symbol(name)} \\approx ${sum.join(" ").replace(/^\+ /, "") || "0"}`;
  }
}

/** The call that makes this figure in a notebook. */
function call({ spec, name, text, inputs }: Shown, letters: readonly string[]): string {
  const ranges = spec.inputs.map(({ name: letter, low, high }) => {
    const range = `(${low}, ${high}, ${inputs[letter]})`;
    return letter === "lambda" ? `**{"lambda": ${range}}` : `${letter}=${range}`;
  });
  // w1 is a letter because the author said so; x_1 and theta are letters anywhere.
  const named = letters.some(
    (letter) => /^[A-Za-z]+\d+$|^[a-z]{2,}$/.test(letter) && !greek.includes(letter),
  );
  const known = named ? `, [${letters.map((letter) => `"${letter}"`).join(", ")}]` : "";
  const { along, secant, log } = spec as Spec & Partial<Pick<PlotSpec, "along" | "secant" | "log">>;
  const axes = log ? `${log.x ? "x" : ""}${log.y ? "y" : ""}` : "";
  const settings = [
    ...(along !== undefined && along !== spec.inputs[0].name ? [`along="${along}"`] : []),
    ...(secant ? [`secant="${secant.step}"`] : []),
    ...(axes === "" ? [] : [`log="${axes}"`]),
  ];
  const program = isProgram(text);
  const defined = [...text.matchAll(/^def\s+(\w+)/gm)].map(([, own]) => own);
  const own = defined.includes(name) ? name : defined.at(-1)!;
  const formula = program ? own : `mlcalc.read_formula(${JSON.stringify(text)}${known})`;
  // What a program says may be no formula, and then nobody could type another one in its place.
  const last = program ? [] : ["editable=True"];
  const given = [formula, `name="${name}"`, ...settings, ...ranges, ...last].join(", ");
  return `${program ? "" : "import mlcalc\n"}from mlcalc import figures\n\nfigures.${spec.kind}(${given})`;
}

function typeset(latex: string): HTMLElement {
  const line = html("div", { class: "mlcalc-preview-line mlcalc-scrolls", "data-latex": latex });
  line.append(label(`\\displaystyle ${breakable(latex)}`));
  return line;
}

/** A piece, and the button that copies it. */
function row(piece: HTMLElement, name: string, text: () => string): HTMLElement {
  const button = html(
    "button",
    { type: "button", class: "mlcalc-copy", "aria-label": `Copy the ${name}` },
    "Copy",
  );
  button.addEventListener("click", () => {
    void copied(text(), button.parentElement!).then((done) => {
      button.textContent = done ? "Copied" : "Not allowed";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
  });
  return html("div", { class: "mlcalc-more-row" }, piece, button);
}
