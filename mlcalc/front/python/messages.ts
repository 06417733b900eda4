/** What a page and the worker that runs Python say to each other. */

/** A reader's program, and what its author checks it by, if anything. */
export interface Program {
  readonly code: string;
  readonly check: string;
}

/** What became of a program; Python writes it: see mlcalc/inpage/runner.py. */
export interface Result {
  readonly checked: "right" | "wrong" | "error" | "";
  readonly said: string;
  /** The line of the program where it broke off; 0 where there is none. */
  readonly line: number;
}

export type Told =
  | { readonly kind: "ready" }
  | { readonly kind: "printed"; readonly text: string }
  /** More was printed than anybody reads; nothing of it is kept. */
  | { readonly kind: "flooded" }
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "failed"; readonly reason: string };
