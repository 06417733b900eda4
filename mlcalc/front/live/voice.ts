/** What a figure says to whoever does not see it: its name, its state and, when a movement rests, the new state. */

import type { Model } from "../model/model.ts";
import { speakable } from "../model/speech.ts";
import { html } from "../view/dom.ts";
import { sayFormulas, sayLabels } from "../view/formula.ts";
import type { Reading, View } from "../view/kind.ts";
import type { Numbers } from "../view/numbers.ts";

/** Milliseconds after the last move until the new state is spoken. */
const REST = 600;

let figures = 0;

export class Voice {
  readonly #view: View;
  readonly #model: Model;
  readonly #numbers: Numbers;
  readonly #spoken: Reading["spoken"];
  readonly #summary = html("p", { class: "mlcalc-hidden", role: "status" });
  /** The state in words, for whoever comes to the figure: what the picture's alternative text was. */
  readonly #state = html("p", { id: `mlcalc-state-${++figures}`, hidden: "" });
  #pending: string | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(view: View, model: Model, numbers: Numbers, { title, spoken }: Reading) {
    this.#view = view;
    this.#model = model;
    this.#numbers = numbers;
    this.#spoken = spoken;
    view.element.append(this.#summary, this.#state);
    view.element.setAttribute("role", "group");
    view.element.setAttribute("aria-label", title);
    if (spoken.length > 0) view.element.setAttribute("aria-describedby", this.#state.id);
  }

  /** All that is read aloud, brought to the numbers of now. */
  describe(): void {
    this.#state.textContent = this.#spoken
      .map((name) => `${speakable(name)} = ${this.#numbers.format(name, this.#model.get(name))}`)
      .join(", ");
    this.#view.describe();
    sayFormulas(this.#view.element);
    sayLabels(this.#view.element);
  }

  /** Says the state, or this text in its place, when nothing more has come for a while. */
  speakLater(text = this.#pending): void {
    this.#pending = text;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#speak(), REST);
  }

  #speak(): void {
    this.describe();
    this.#summary.textContent = this.#pending ?? this.#state.textContent;
    this.#pending = null;
  }

  dispose(): void {
    clearTimeout(this.#rest);
  }
}
