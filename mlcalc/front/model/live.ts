/** Live numbers in a formula. Python marks each, \htmlData{out=3}{0}, by the place of its name in a list. */

import { fail } from "./readers.ts";

const MARK = /\\htmlData\{out=([^}]*)\}(?:\{0\})?/g;

/** A live number in a formula points into the list of numbers. */
export function checkLive(latex: string, numbers: readonly string[], where: string): void {
  for (const [, out] of latex.matchAll(MARK)) {
    if (!(Number(out) in numbers)) fail(`each out=… in ${where}`, 'an index into "numbers"', out);
  }
}

/** What stands in a formula's MathML where a live number belongs, which cannot have attributes: =3=. */
export const LIVE_MARK = /=(\d+)=/;

/** The formula with such a mark in every live number. */
export const markLive = (latex: string): string =>
  latex.replace(MARK, (_, out: string) => `\\htmlData{out=${out}}{\\text{=${out}=}}`);
