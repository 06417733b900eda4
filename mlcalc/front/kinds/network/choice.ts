/** Which part of a network is opened, and which is pointed at; drawing, matrices and formulas all follow it. */

export class Choice {
  /** The part whose formula and slider are shown, by its input's name. */
  selected: string;
  #pointed: string | null = null;
  readonly #followers: (() => void)[] = [];

  constructor(first: string) {
    this.selected = first;
  }

  /** What is lit: the part under the pointer, else the opened one. */
  get lit(): string {
    return this.#pointed ?? this.selected;
  }

  get isPointing(): boolean {
    return this.#pointed !== null && this.#pointed !== this.selected;
  }

  select(name: string): void {
    if (name === this.selected && this.#pointed === null) return;
    this.selected = name;
    this.#pointed = null;
    this.#tell();
  }

  point(name: string | null): void {
    if (name === this.#pointed) return;
    this.#pointed = name;
    this.#tell();
  }

  follow(follower: () => void): void {
    this.#followers.push(follower);
  }

  #tell(): void {
    for (const follower of this.#followers) follower();
  }
}
