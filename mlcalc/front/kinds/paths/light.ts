/** Which paths are lit: what is pointed at, else what has the keyboard's focus, else what was pressed to stay. */

export type Lit = ReadonlySet<number> | null;

export class Light {
  #pointed: Lit = null;
  #focused: Lit = null;
  #pressed: number | null = null;
  readonly #show: (lit: Lit, pressed: number | null) => void;

  constructor(show: (lit: Lit, pressed: number | null) => void) {
    this.#show = show;
  }

  point(paths: Iterable<number> | null): void {
    this.#pointed = paths && new Set(paths);
    this.#changed();
  }

  focus(path: number | null): void {
    this.#focused = path === null ? null : new Set([path]);
    this.#changed();
  }

  /** Press again to let go. A finger cannot hover, so this is its way to see one path alone. */
  press(path: number): void {
    this.#pressed = this.#pressed === path ? null : path;
    this.#focused = null;
    this.#changed();
  }

  #changed(): void {
    const held = this.#pressed === null ? null : new Set([this.#pressed]);
    this.#show(this.#pointed ?? this.#focused ?? held, this.#pressed);
  }
}
