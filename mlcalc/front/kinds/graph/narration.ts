/** What is said of a step: a sentence, and the formula with the numbers of this very step in it. */

import { html } from "../../view/dom.ts";
import { label, live } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import { LiveNumber } from "./live-number.ts";
import { partialLatex, slopeLatex, type ComputationSpec } from "./spec.ts";
import { agrees, type Rules, type Run } from "./tape.ts";

export interface Telling {
  readonly words: HTMLElement;
  readonly formula: HTMLElement;
  /** Brings the numbers of the formula up to date. */
  draw(): void;
}

const RIGHT = "Done. Every share is in, and these are the derivatives.";
const LUCK = "Done, and by luck these are the derivatives: at this place the mistake costs nothing.";

type Piece = readonly [latex: string, readers: readonly (() => number)[]];
const NUMBER = (at: number): string => `\\htmlData{out=${at}}{0}`;

export class Narrator {
  readonly #host: Stage;
  readonly #spec: ComputationSpec;
  readonly #run: Run;
  readonly #rules: Rules;

  constructor(host: Stage, spec: ComputationSpec, run: Run, rules: Rules) {
    this.#host = host;
    this.#spec = spec;
    this.#run = run;
    this.#rules = rules;
  }

  /** A line of the tape: the step in symbols alone. */
  line(step: number): string {
    const [spec, run] = [this.#spec, this.#run];
    const at = run.steps[step];
    if (at.kind === "value") return this.#assignment(at.at);
    if (at.kind === "seed") return `${slopeLatex(spec, spec.tape[at.at])} = 1`;
    if (at.kind === "end") return "\\text{done}";
    const becomes = this.#rules.adds ? "\\mathrel{+}=" : "=";
    return `${slopeLatex(spec, spec.tape[at.to])} ${becomes} ${this.#product(at.from, at.argument)}`;
  }

  tell(step: number): Telling {
    const at = this.#run.steps[step];
    const pieces = this.#pieces(step);
    const numbers: LiveNumber[] = [];
    const formula = html("div", { class: "mlcalc-telling-lines mlcalc-scrolls" });
    for (const [latex, readers] of pieces) {
      const own = readers.map((read) => new LiveNumber(read));
      numbers.push(...own);
      own.at(-1)?.element.classList.add("is-result");
      const names = readers.map((_, i) => String(i));
      formula.append(live(`\\displaystyle ${latex}`, names, (name) => own[Number(name)].element));
    }
    const words = html("p", { class: "mlcalc-telling-words" });
    if (at.kind === "end") return { words, formula, draw: this.#judge(words, numbers) };
    words.append(...this.#words(step));
    return { words, formula, draw: () => numbers.forEach((number) => number.draw()) };
  }

  #assignment(at: number): string {
    const { latex, formula } = this.#spec.tape[at];
    return formula === "" ? latex : `${latex} = ${formula}`;
  }

  #product(from: number, argument: number): string {
    return `${slopeLatex(this.#spec, this.#spec.tape[from])} \\cdot ${partialLatex(this.#spec, from, argument)}`;
  }

  #pieces(step: number): Piece[] {
    const [spec, run] = [this.#spec, this.#run];
    const { model } = this.#host;
    const at = run.steps[step];
    if (at.kind === "value") {
      const entry = spec.tape[at.at];
      const from = entry.arguments.map((argument) => model.reader(spec.tape[argument.from].name));
      const filled = entry.numbers.replace(/\\hole\{(\d+)\}/g, (_, hole: string) => NUMBER(Number(hole)));
      const own = NUMBER(from.length);
      const latex = [this.#assignment(at.at), ...(filled === "" ? [] : [filled]), own].join(" = ");
      return [[latex, [...from, model.reader(entry.name)]]];
    }
    if (at.kind === "seed") return [[`${slopeLatex(spec, spec.tape[at.at])} = 1`, []]];
    if (at.kind === "end") {
      return spec.inputs.map((input) => {
        const place = spec.tape.findIndex(({ name }) => name === input.name);
        const read = (): number => run.outcome(place);
        return [`${slopeLatex(spec, spec.tape[place])} = ${NUMBER(0)}`, [read]];
      });
    }
    const numbers = run.numbers[step]!;
    const share = `${this.#product(at.from, at.argument)} = ${NUMBER(0)} \\cdot ${NUMBER(1)} = ${NUMBER(2)}`;
    const sum = this.#rules.adds ? `${NUMBER(0)} + ${NUMBER(1)} = ${NUMBER(2)}` : NUMBER(0);
    const becomes = `${slopeLatex(spec, spec.tape[at.to])} ${this.#rules.adds ? "\\mathrel{+}=" : "="}`;
    return [
      [`${becomes} ${share}`, [() => numbers.cotangent, () => numbers.partial, () => numbers.share]],
      [
        `${slopeLatex(spec, spec.tape[at.to])} = ${sum}`,
        this.#rules.adds
          ? [() => numbers.before, () => numbers.share, () => numbers.after]
          : [() => numbers.after],
      ],
    ];
  }

  #words(step: number): (string | HTMLElement)[] {
    const [spec, run] = [this.#spec, this.#run];
    const at = run.steps[step];
    if (at.kind === "end") return [];
    const symbol = (place: number): HTMLElement => label(spec.tape[place].latex);
    if (at.kind === "seed") {
      return [
        "Now backwards. A 1 starts it: ",
        symbol(at.at),
        " changes exactly as much as ",
        symbol(at.at),
        ".",
      ];
    }
    if (at.kind === "value") {
      const from = spec.tape[at.at].arguments;
      if (from.length === 0)
        return [symbol(at.at), " is given. Its slider moves it, and so does its box, up and down."];
      const sources = [...new Set(from.map((argument) => argument.from))];
      const named = sources.flatMap((place, i) => [
        i === 0 ? "" : i + 1 < sources.length ? ", " : " and ",
        symbol(place),
      ]);
      return ["The tape notes ", symbol(at.at), ", computed from ", ...named, "."];
    }
    const earlier = run.steps.slice(0, step);
    const isFirst = !earlier.some((other) => other.kind === "share" && other.to === at.to);
    const again = earlier.some(
      (other) => other.kind === "share" && other.from === at.from && other.argument === at.argument,
    );
    const [giver, taker] = [symbol(at.from), symbol(at.to)];
    const passes = again
      ? [
          giver,
          " passes on to ",
          taker,
          " once more, all that it has by now: what it passed on before goes twice. ",
        ]
      : [giver, " passes on to ", taker, " its cotangent times the local partial. "];
    if (isFirst) return [...passes, "It is the first share of ", symbol(at.to), "."];
    if (this.#rules.adds) return [...passes, symbol(at.to), " adds it to what it has already."];
    return [...passes, "With = it takes the place of what ", symbol(at.to), " had: that is lost."];
  }

  /**
   * Right or wrong, and by which numbers: the one sentence that may change while a reader moves an input. `numbers`
   * are those of the formula, one for each input.
   */
  #judge(words: HTMLElement, numbers: readonly LiveNumber[]): () => void {
    const [spec, run, host] = [this.#spec, this.#run, this.#host];
    const results = spec.tape
      .map((entry, place) => ({ entry, place, truth: host.model.reader(entry.derivative) }))
      .filter(({ entry }) => host.model.isInput(entry.name));
    const truths = results.map(({ truth }) => new LiveNumber(truth));
    let told = "";
    return () => {
      for (const number of [...numbers, ...truths]) number.draw();
      const wrong = results.flatMap(({ place, truth }, i) =>
        agrees(run.outcome(place), truth()) ? [] : [i],
      );
      const verdict = `wrong: ${wrong.join()}`;
      if (verdict === told) return;
      told = verdict;
      numbers.forEach(({ element }, i) => element.classList.toggle("is-wrong", wrong.includes(i)));
      const named = wrong.flatMap((i, k) => [
        k === 0 ? "" : ", ",
        label(slopeLatex(spec, results[i].entry)),
        " = ",
        truths[i].element,
      ]);
      words.replaceChildren(
        ...(wrong.length > 0
          ? ["Done, and ", html("strong", {}, "wrong"), ". Right is ", ...named, "."]
          : [this.#rules.adds && this.#rules.waits && !this.#rules.bent ? RIGHT : LUCK]),
      );
    };
  }
}
