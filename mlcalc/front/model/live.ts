/** Live numbers in a formula. Python marks each, \htmlData{out=3}{0}, by the place of its name in a list. */

import { fail } from "./readers.ts";

const MARK = /\\htmlData\{out=([^}]*)\}(?:\{0\})?/g;

/** A live number in a formula points into the list of numbers. */
export function checkLive(latex: string, numbers: readonly string[], where: string): void {
  for (const [, out] of latex.matchAll(MARK)) {
    if (!(Number(out) in numbers)) fail(`each out=… in ${where}`, 'an index into "numbers"', out);
  }
}

/** The formula with what `write` makes of each name in place of the live number. */
export const replaceLive = (
  latex: string,
  names: readonly string[],
  write: (name: string) => string,
): string => latex.replace(MARK, (_, out: string) => write(names[Number(out)]));
