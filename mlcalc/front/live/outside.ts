/**
 * Kinds that are not of this package. A script that runs before the figures' own puts each into one table,
 *
 *     (globalThis.mlcalcKinds ??= {}).dial = ({ html, svg, controls }) => ({ view, spoken, read, roles });
 *
 * and is given these tools; `view`, `spoken`, `read` and `roles` are what view/kind.ts says, the last two may be left out.
 */

import { Handle, takeHold } from "../controls/handles.ts";
import { controls } from "../controls/sliders.ts";
import { array, fail, interval, number, object, SpecError, text } from "../model/readers.ts";
import type { Spec } from "../model/spec.ts";
import { Axes } from "../plot/axes.ts";
import { html, place, setAttributes, svg } from "../view/dom.ts";
import { formulas, label } from "../view/formula.ts";
import { defineKind, type Kind, type Parts } from "../view/kind.ts";

export const tools = {
  /** Checks of a specification, each with a sentence for the reader. */
  check: { array, fail, interval, number, object, text },
  ...{ Axes, Handle, controls, formulas, html, label, place, setAttributes, svg, takeHold },
};

type Given = Pick<Parts<Spec>, "view" | "spoken"> & Partial<Parts<Spec>>;
type Table = Record<string, (given: typeof tools) => Given>;

const table = (): Table => (globalThis as { mlcalcKinds?: Table }).mlcalcKinds ?? {};

export const namesFromOutside = (): string[] => Object.keys(table());

/** A kind from that table, or null where it has none of this name. */
export function kindFromOutside(name: string): Kind | null {
  const kinds = table();
  if (!Object.hasOwn(kinds, name)) return null;
  const given = kinds[name](tools);
  for (const part of ["view", "spoken"] as const) {
    if (typeof given[part] !== "function") {
      throw new SpecError(
        `The kind "${name}" has no ${part}; its script must return a function of that name.`,
      );
    }
  }
  return defineKind<Spec>({ read: (_json, common) => common, ...given });
}
