/** What a figure keeps when it is made anew. */

import type { Model } from "../../model/model.ts";
import { isProgram } from "../../model/programs.ts";
import type { Windows } from "../../model/ranges.ts";

/** Of the last figure's state what the next one has too, within its ranges. */
export function kept(model: Model, state: Readonly<Record<string, number | string>>): Record<string, number> {
  const values = Object.entries(state).flatMap(([name, value]): [string, number][] => {
    if (typeof value !== "number" || !model.isInput(name)) return [];
    const { low, high } = model.input(name);
    return [[name, Math.min(high, Math.max(low, value))]];
  });
  return Object.fromEntries(values);
}

/** Where the keyboard is, in the part of the figure that is about to be made anew. */
export function focusIn(root: HTMLElement): string | null {
  const active = (root.getRootNode() as Document | ShadowRoot).activeElement;
  if (!(active instanceof HTMLElement) || !root.contains(active)) return null;
  const { name, window, end } = active.dataset;
  if (window !== undefined) return `[data-window="${CSS.escape(window)}"][data-end="${end}"]`;
  if (active.classList.contains("mlcalc-reset")) return ".mlcalc-reset";
  return name === undefined ? null : `input[data-name="${CSS.escape(name)}"]`;
}

export const same = <T>(one: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>): boolean =>
  JSON.stringify([...one]) === JSON.stringify([...other]);

export type Functions = ReadonlyMap<string, string>;

/** What Python hears of the functions, of those programs that are among them, and of the ranges. */
export function toPython(functions: Functions, windows: Windows, programs: ReadonlyMap<string, unknown>) {
  const used = [...programs].filter(([text]) => [...functions.values()].includes(text));
  return {
    functions: Object.fromEntries(functions),
    windows: Object.fromEntries(windows),
    programs: Object.fromEntries(used),
  };
}

/** What a link says of functions and ranges: what is not the author's. */
export function inLink(
  functions: Functions,
  authors: Functions,
  windows: Windows,
): Record<string, number | string> {
  const typed = [...functions].filter(([name, text]) => text !== authors.get(name) && !isProgram(text));
  const ends = [...windows].flatMap(([name, [low, high]]): [string, number][] => [
    [`${name}.from`, low],
    [`${name}.to`, high],
  ]);
  return Object.fromEntries([...typed, ...ends]);
}
