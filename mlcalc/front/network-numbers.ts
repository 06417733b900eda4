/** Short numbers for places with little room: a circle, the entry of a matrix. The exact value stays in `data-value`. */

import { formatBrief } from "./format.ts";
import { Numbers } from "./numbers.ts";
import type { Model } from "./model.ts";

export class ShortNumbers extends Numbers {
  readonly #decimals: number;

  constructor(model: Model, decimals: number) {
    super(model, {});
    this.#decimals = decimals;
  }

  override format(_name: string, value: number): string {
    return formatBrief(value, this.#decimals);
  }
}
