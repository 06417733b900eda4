/** Python for one cell: a worker that is ready before it is needed, runs one program, and is ended with it. */

import type { Program, Result, Start, Told } from "./messages.ts";

/** The interpreter as the first worker of a page has compiled it: for all that follow it, of every cell. */
let compiled: WebAssembly.Module | null = null;

/** What a run comes to. */
export type Outcome =
  | { readonly kind: "done"; readonly result: Result }
  /** The program was ended: by its reader, by the clock, or because it printed without end. */
  | { readonly kind: "ended"; readonly by: "reader" | "clock" | "flood" }
  | { readonly kind: "failed"; readonly reason: string };

interface Started {
  readonly worker: Worker;
  readonly ready: Promise<void>;
}

/** Starts a worker; `ready` is refused with a sentence where the browser, or a rule of the page, does not let it run. */
function startWorker(script: string): Started {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(address);
  const ready = new Promise<void>((resolve, reject) => {
    worker.addEventListener("error", (event) =>
      reject(new Error(event.message || "The worker was refused.")),
    );
    worker.addEventListener("message", ({ data }: MessageEvent<Told>) => {
      if (data.kind === "compiled") compiled = data.compiled;
      if (data.kind === "ready") resolve();
      if (data.kind === "failed") reject(new Error(data.reason));
    });
  }).finally(() => URL.revokeObjectURL(address));
  worker.postMessage({ compiled } satisfies Start);
  // Who waits for it hears of it; that nobody waits yet is no error of the page.
  ready.catch(() => {});
  return { worker, ready };
}

export class Python {
  readonly #fetch: () => Promise<string>;
  #script: Promise<string> | null = null;
  #next: Promise<Started> | null = null;
  #end: (() => void) | null = null;
  #disposed = false;

  /** `fetch` gives the text of the worker; it is asked once, at the first `prepare`. */
  constructor(fetch: () => Promise<string>) {
    this.#fetch = fetch;
  }

  /** Has a worker ready, so that the next program starts at once. */
  async prepare(): Promise<void> {
    await (
      await this.#spare()
    ).ready;
  }

  /** Runs a program for at most so many seconds, `began` when it starts; `print` hears what it prints, as it comes. */
  async run(
    program: Program,
    seconds: number,
    began: () => void,
    print: (text: string) => void,
  ): Promise<Outcome> {
    let started: Started | null;
    try {
      started = await Promise.race([
        this.#started(),
        new Promise<null>((end) => (this.#end = () => end(null))),
      ]);
    } catch (error) {
      // Another try may have better luck: a network that is back, a page that was still loading.
      this.#next = this.#script = null;
      return { kind: "failed", reason: (error as Error).message };
    }
    // Stopped before it began: the worker waits for the next program.
    if (started === null) return { kind: "ended", by: "reader" };
    this.#next = null;
    began();
    const outcome = await this.#watch(started.worker, program, seconds, print);
    started.worker.terminate();
    this.#end = null;
    // A fresh interpreter for the next run: nothing that this one left behind can be met there.
    if (!this.#disposed) this.#spare().catch(() => {});
    return outcome;
  }

  /** Ends the program that runs, or is about to, if one is. */
  stop(): void {
    this.#end?.();
  }

  dispose(): void {
    this.#disposed = true;
    this.stop();
    void this.#next?.then(({ worker }) => worker.terminate());
    this.#next = null;
  }

  async #started(): Promise<Started> {
    const started = await this.#spare();
    await started.ready;
    return started;
  }

  #spare(): Promise<Started> {
    this.#script ??= this.#fetch();
    this.#next ??= this.#script.then(startWorker);
    return this.#next;
  }

  #watch(worker: Worker, program: Program, seconds: number, print: (text: string) => void): Promise<Outcome> {
    return new Promise((resolve) => {
      const clock = setTimeout(() => end({ kind: "ended", by: "clock" }), seconds * 1000);
      const end = (outcome: Outcome): void => {
        clearTimeout(clock);
        resolve(outcome);
      };
      this.#end = () => end({ kind: "ended", by: "reader" });
      worker.addEventListener("error", ({ message }) => end({ kind: "failed", reason: message }));
      worker.addEventListener("message", ({ data }: MessageEvent<Told>) => {
        if (data.kind === "printed") print(data.text);
        else if (data.kind === "flooded") end({ kind: "ended", by: "flood" });
        else if (data.kind === "done") end({ kind: "done", result: data.result });
      });
      worker.postMessage(program);
    });
  }
}
