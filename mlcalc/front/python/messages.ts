/** What a page and the worker that runs Python say to each other. */

/** A function that a figure wants drawn: what it returns, by names, and, where the figure says so, what it is given. */
export interface Wanted {
  readonly name: string;
  readonly results: readonly string[];
  /** The entries of the one vector that it takes; null where its parameters are inputs of their own. */
  readonly arguments: readonly string[] | null;
}

/** A reader's program, and what its author checks it by, if anything; or what a figure draws of it. */
export interface Program {
  readonly code: string;
  readonly check: string;
  readonly functions?: readonly Wanted[];
}

/** What became of a program; Python writes it: see mlcalc/inpage/runner.py. */
export interface Result {
  readonly checked: "right" | "wrong" | "error" | "";
  readonly said: string;
  /** The line of the program where it broke off; 0 where there is none. */
  readonly line: number;
  /** Of each function that a figure wanted and the program has, its name, its letters, and its graph. */
  readonly functions?: readonly (readonly [name: string, letters: readonly string[], graph: unknown])[];
}

/** What a worker is started with: the interpreter, where another worker has compiled it. */
export interface Start {
  readonly compiled: WebAssembly.Module | null;
}

export type Told =
  | { readonly kind: "compiled"; readonly compiled: WebAssembly.Module }
  | { readonly kind: "ready" }
  | { readonly kind: "printed"; readonly text: string }
  /** More was printed than anybody reads; nothing of it is kept. */
  | { readonly kind: "flooded" }
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "failed"; readonly reason: string };
