/** Where the program in a cell comes from: its author, the reader before, an earlier stage, or a link; and the way back. */

import { keep, recall } from "../../controls/kept.ts";
import { carried } from "./carry.ts";
import { CAME, originLine } from "./linking.ts";
import type { CodeSpec } from "./spec.ts";

/** Told to the page when a cell's program has passed: the next stage may begin with it. */
const PASSED = "mlcalc-passed";

const CARRIED = "This begins with your own program of the stage before.";
const AUTHORS = "This begins with the author's program; yours of the stage before is right, too.";

export class Origin {
  readonly #spec: CodeSpec;
  readonly #stored: boolean;
  readonly #put: (code: string) => void;
  readonly #line = originLine();

  /** `stored` where the reader's browser keeps what is written, `put` puts a program into the box. */
  constructor(spec: CodeSpec, stored: boolean, put: (code: string) => void) {
    [this.#spec, this.#stored, this.#put] = [spec, stored, put];
  }

  get element(): HTMLElement {
    return this.#line.element;
  }

  /** The program to open with. */
  first(): string {
    this.#tell();
    return this.#recall("code") ?? this.#begin();
  }

  /** The program to begin anew with; what was written is forgotten. */
  reset(): string {
    this.#keep("code", null);
    this.#tell();
    return this.#begin();
  }

  typed(code: string): void {
    this.#keep("code", code === this.#begin() ? null : code);
  }

  passed(code: string): void {
    this.#keep("passed", code);
    document.dispatchEvent(new CustomEvent(PASSED, { detail: this.#spec.id }));
  }

  /** A program has come by a link: it is shown, and what stood there is one step away. */
  linked(code: string): void {
    if (code === "") return;
    const mine = this.#recall("code");
    if (mine !== null && mine !== code) this.#keep("before", mine);
    this.typed(code);
    this.#put(code);
    // What is written from here on is kept as ever; the address would put it aside again with the next visit.
    if (this.#stored) history.replaceState(history.state, "", `#${this.#spec.id}`);
    const before = this.#recall("before");
    if (before === null || before === code) return this.#line.show(CAME);
    this.#line.show(CAME, "Back to my program", () => {
      this.typed(before);
      this.#keep("before", null);
      this.#put(before);
      this.#tell();
    });
  }

  /** Follows the stage before, as long as nothing has been written here. */
  listen(signal: AbortSignal): void {
    const follow = (event: Event): void => {
      if ((event as CustomEvent).detail !== this.#spec.after?.id) return;
      if (this.#recall("code") === null) this.#put(this.#begin());
      this.#tell();
    };
    if (this.#spec.after !== null) document.addEventListener(PASSED, follow, { signal });
  }

  /** What is there at the beginning: the author's, or the reader's own of the stage before. */
  #begin(): string {
    return this.#recall("begin") === null ? (this.#carried() ?? this.#spec.starter) : this.#spec.starter;
  }

  #carried(): string | null {
    const { after, starter } = this.#spec;
    if (after === null || !this.#stored) return null;
    const own = recall(after.id, "passed");
    if (own === null) return null;
    const [mine, authors] = [own, after.solution].map((each) => carried(each, after.solution, starter));
    return mine === authors ? null : mine;
  }

  /** Says whose program this begins with, where there are two, and offers the other one. */
  #tell(): void {
    if (this.#carried() === null) return this.#line.show("");
    const authors = this.#recall("begin") !== null;
    const other = (): void => {
      this.#keep("begin", authors ? null : "author");
      const mine = this.#recall("code");
      if (mine !== null) this.#keep("before", mine);
      this.#put(this.reset());
    };
    if (authors) this.#line.show(AUTHORS, "Begin with mine", other);
    else this.#line.show(CARRIED, "Begin with the author's", other);
  }

  #recall(slot: Parameters<typeof recall>[1]): string | null {
    return this.#stored ? recall(this.#spec.id, slot) : null;
  }

  #keep(slot: Parameters<typeof recall>[1], code: string | null): void {
    if (this.#stored) keep(this.#spec.id, slot, code);
  }
}
