/** What moves a training run: play, pause, one step, the slider over all steps, and the learning rate that starts it anew. */

import { slider, type Controls } from "../../controls/sliders.ts";
import { choice, type Switch } from "../../controls/switch.ts";
import { playButton, turn, turnBar } from "../../controls/turns.ts";
import { formatShort, toDigits } from "../../model/format.ts";
import { html } from "../../view/dom.ts";
import type { Stage } from "../../view/stage.ts";
import { same, type Run, type Settings } from "./run.ts";

/** Milliseconds of each frame in which steps are taken; the rest is for drawing, and for the page. */
const BUDGET = 2.5;
/** Milliseconds of steps that one movement of a hand may ask for; of more, the frames that follow take the rest. */
const REACH = 5;
/** Steps a second; the last takes as many as fit into the frames. */
const SPEEDS = [5, 60, 600, Infinity];
/** Milliseconds for which the numbers of a moving run may stand. */
const PATIENCE = 100;
/** A pause longer than this is no part of the run: the page was elsewhere. */
const LONGEST = 100;

export class Drive {
  readonly bar: HTMLElement;
  readonly sliders: HTMLElement;
  readonly speed: Switch;
  readonly note = html("p", { class: "mlcalc-note", role: "status", hidden: "" });
  readonly #host: Stage;
  readonly #run: Run;
  /** The second run, which follows the first: its steps take time too. */
  readonly #other: Run | null;
  readonly #all: readonly Controls[];
  readonly #read: () => number;
  readonly #settings: () => Settings;
  readonly #button: HTMLElement;
  readonly #last: number;
  #playing = false;
  /** Where the run was when another rate started it anew: it goes on to there by itself. */
  #goal: number | null = null;
  /** The step that the last movement of this drive's own led to. */
  #own: number;
  /** The settings that were seen last, and whether they change by this drive's own sliders. */
  #known: Settings;
  #setting = false;
  #clock = 0;
  #due = 0;

  constructor(host: Stage, run: Run, other: Run | null, settings: () => Settings) {
    const { model } = host;
    this.#host = host;
    this.#run = run;
    this.#other = other;
    this.#settings = settings;
    this.#read = model.reader("step");
    this.#own = this.#read();
    this.#known = settings();
    this.#last = model.input("step").high;
    const steps = slider(host, model.input("step"), { onInput: (step) => this.#to(step) });
    const others = model.spec.inputs
      .filter(({ name, control }) => control === "slider" && name !== "step")
      .map((input) => slider(host, input, { onInput: (value) => this.#restart({ [input.name]: value }) }));
    this.#all = [steps, ...others];
    this.speed = choice(host, "speed", "Steps a second", [
      ...SPEEDS.slice(0, -1).map(String),
      "all that fit",
    ]);
    this.sliders = html("div", { class: "mlcalc-sliders" }, ...others.map(({ element }) => element));
    steps.element.querySelector("input")?.classList.add("mlcalc-scrub");
    this.#button = playButton(host, () => this.#toggle());
    this.bar = turnBar(
      [
        turn(host, "↺", "restart the run", () => this.#to(0)),
        turn(host, "◀", "one step back", () => this.#to(this.#read() - 1)),
        this.#button,
        turn(host, "▶", "one step on", () => this.#to(this.#read() + 1)),
      ],
      steps.element,
    );
    this.#show();
  }

  get moving(): boolean {
    return this.#playing || this.#goal !== null;
  }

  /** Takes the steps of one frame, and asks for the next frame. */
  tick(): void {
    if (!this.moving) return;
    const now = performance.now();
    const passed = Math.min(LONGEST, now - this.#clock);
    this.#clock = now;
    const at = this.#read();
    this.#run.go(this.#settings(), at);
    this.#due += (passed * SPEEDS[this.speed.chosen()]) / 1000;
    const to = this.#goal ?? Math.min(this.#last, at + Math.floor(this.#due));
    const reached = this.#run.goFor(this.#other === null ? BUDGET : BUDGET / 2, to);
    // What could not be taken in time is not owed: the next frame is as short.
    this.#due = reached < to ? 0 : this.#due % 1 || 0;
    this.#move(reached);
    const { runaway } = this.#run;
    if (runaway !== null && reached >= runaway.step - 1) this.pause();
    else if (this.#goal !== null && reached >= this.#goal) this.#goal = null;
    else if (reached >= this.#last) this.pause();
    this.#show();
    if (this.moving) this.#host.redraw();
  }

  update(): void {
    for (const control of this.#all) control.update();
    this.speed.update();
    const at = this.#read();
    const known = this.#known;
    this.#known = this.#settings();
    // Somebody else has moved the run, or started it anew: the address, Python, a hand on the curve.
    if (at !== this.#own || !(this.#setting || same(known, this.#known))) {
      this.#own = at;
      this.pause();
    }
    const { runaway } = this.#run;
    const told = runaway !== null && at >= runaway.step - 1;
    if (told === this.note.hidden) {
      this.note.hidden = !told;
      const { rate } = this.#settings();
      this.note.textContent = told
        ? `At step ${runaway.step} the cost runs away, to ${formatShort(toDigits(runaway.cost, 3))}; the run stays at step ${runaway.step - 1}. Try a smaller η, such as ${formatShort(toDigits(rate / 3, 1))}.`
        : "";
    }
  }

  pause(): void {
    this.#playing = false;
    this.#goal = null;
    this.#show();
  }

  /** The furthest step that can be asked for within one movement. */
  get near(): number {
    return this.#run.reached + Math.ceil(REACH / this.#pace);
  }

  get #pace(): number {
    return this.#run.pace + (this.#other?.pace ?? 0);
  }

  #toggle(): void {
    if (this.moving) return this.pause();
    const at = this.#read();
    const { runaway } = this.#run;
    if (at >= (runaway?.step ?? this.#last + 1) - 1) this.#move(0);
    this.#playing = true;
    this.#start();
  }

  #start(): void {
    this.#clock = performance.now();
    this.#due = 0;
    this.#show();
    this.#host.redraw();
  }

  /** By hand: what is far ahead is walked to in the frames that follow. */
  #to(step: number): void {
    this.pause();
    const to = Math.min(this.#last, Math.max(0, step));
    // Once: on the way there the run learns how quick it is.
    const { near } = this;
    this.#move(Math.min(to, near));
    if (to <= near || this.#run.runaway !== null) return;
    this.#goal = to;
    this.#start();
  }

  /**
   * Another rate starts the run anew, and it has been hundreds of steps: too many for one movement of the hand. So the
   * frames that follow take them.
   */
  #restart(settings: Readonly<Record<string, number>>): void {
    const at = this.#read();
    if (this.#goal !== null || at * this.#pace > REACH) {
      this.#goal ??= at;
      this.#move(0);
      this.#start();
    }
    this.#setting = true;
    this.#host.set(settings);
    this.#setting = false;
  }

  #move(step: number): void {
    this.#own = step;
    this.#host.set({ step });
  }

  #show(): void {
    const patience = this.moving ? PATIENCE : 0;
    if (patience !== this.#run.patience) {
      for (const run of [this.#run, this.#other]) if (run !== null) run.patience = patience;
      if (patience === 0) this.#host.numbers.update();
    }
    const text = this.moving ? "Pause" : "Play";
    if (this.#button.textContent !== text) this.#button.textContent = text;
    this.bar.dataset["state"] = this.moving ? "moving" : "resting";
  }
}
