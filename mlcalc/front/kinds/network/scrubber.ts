/** Forwards and backwards through both passes: a slider over the steps, buttons, and what each step does in one formula. */

import { playButton, turn, turnBar } from "../../controls/turns.ts";
import { html } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import type { NetworkSpec, Step } from "./spec.ts";
import "./steps.css";
import { formulaOf, symbolOf } from "./symbols.ts";

/** Milliseconds that the passes rest at a step while they play by themselves. */
const BEAT = 1300;

export class Scrubber {
  readonly element: HTMLElement;
  readonly #range: HTMLInputElement;
  readonly #captions: readonly HTMLElement[];
  readonly #play: HTMLElement;
  readonly #steps: readonly Step[];
  readonly #words: readonly string[];
  readonly #onStep: (step: number, walked: boolean) => void;
  readonly #host: Stage;
  #timer: ReturnType<typeof setInterval> | undefined;
  at: number;

  /** `onStep` hears of every step, and whether it was walked to rather than jumped to. */
  constructor(
    host: Stage,
    spec: NetworkSpec,
    steps: readonly Step[],
    onStep: (step: number, walked: boolean) => void,
  ) {
    this.#host = host;
    this.#steps = steps;
    this.#onStep = onStep;
    this.at = steps.findIndex((step) => step.id === spec.at);
    this.#words = steps.map((step) => wordsOf(step, spec));
    this.#play = playButton(host, () => this.#toggle());
    this.#captions = steps.map((step) =>
      html("div", { class: "mlcalc-scrub-formula" }, label(formulaOf(step, spec))),
    );
    this.#range = html("input", {
      type: "range",
      class: "mlcalc-scrub",
      min: 0,
      max: steps.length - 1,
      step: 1,
    });
    this.#range.setAttribute("aria-label", "step of the two passes");
    const step = (sign: string, name: string, by: number): HTMLElement =>
      turn(host, sign, name, () => this.#walk(by));
    host.settings.set("show-step", { read: () => this.at + 1, write: (at) => this.#go(at - 1, false) });
    host.listen(this.#range, "input", () => this.#go(this.#range.valueAsNumber, false));
    const ticks = html(
      "div",
      { class: "mlcalc-ticks", "aria-hidden": "true" },
      ...steps.map((step) => tick(step)),
    );
    this.element = turnBar(
      [step("◀", "one step back", -1), this.#play, step("▶", "one step on", 1)],
      html("div", { class: "mlcalc-scrub-track" }, this.#range, ticks),
      html("div", { class: "mlcalc-scrub-caption" }, ...this.#captions),
    );
    this.#show();
  }

  get step(): Step {
    return this.#steps[this.at];
  }

  focus(): void {
    this.#range.focus();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#showPlay();
  }

  #walk(by: number): void {
    this.stop();
    this.#go(this.at + by, true);
  }

  #toggle(): void {
    if (this.#timer !== undefined) return this.stop();
    this.#go(this.at === this.#steps.length - 1 ? 0 : this.at + 1, true);
    this.#timer = setInterval(() => {
      this.#go(this.at + 1, true);
      if (this.at === this.#steps.length - 1) this.stop();
    }, BEAT);
    this.#showPlay();
  }

  #go(to: number, walked: boolean): void {
    if (!walked) this.stop();
    const at = Math.min(this.#steps.length - 1, Math.max(0, Math.round(to)));
    if (at === this.at) return;
    const onwards = walked && at === this.at + 1;
    this.at = at;
    this.#show();
    this.#onStep(at, onwards);
    this.#host.announce(this.#range.getAttribute("aria-valuetext")!);
  }

  #show(): void {
    this.#range.valueAsNumber = this.at;
    this.#range.setAttribute(
      "aria-valuetext",
      `${this.at + 1} of ${this.#steps.length}: ${this.#words[this.at]}`,
    );
    this.#range.style.setProperty("--at", `${(100 * this.at) / (this.#steps.length - 1)}%`);
    this.#captions.forEach((caption, i) => (caption.hidden = i !== this.at));
    this.element.dataset["phase"] = this.step.phase;
    this.element.dataset["step"] = this.step.id;
    const ticks = this.element.querySelectorAll(".mlcalc-tick");
    ticks.forEach((element, i) => element.classList.toggle("is-done", i <= this.at));
    this.#showPlay();
  }

  #showPlay(): void {
    const playing = this.#timer !== undefined;
    this.#play.textContent = playing ? "❚❚" : "Play";
    this.#play.setAttribute("aria-label", playing ? "pause" : "play both passes");
  }
}

const tick = (step: Step): HTMLElement =>
  html("span", { class: `mlcalc-tick is-${step.phase}` }, label(symbolOf(step)));

function wordsOf({ id, layer }: Step, { activations }: NetworkSpec): string {
  if (id === "x") return "the input";
  if (id === "C") return "the cost";
  if (id === "gradient") return "every partial derivative";
  if (id.startsWith("delta")) return `delta of layer ${layer}`;
  return id.startsWith("z") ? `z of layer ${layer}` : `${activations[layer - 1]} of z, layer ${layer}`;
}
