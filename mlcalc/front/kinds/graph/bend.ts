/** One rule of the tape bent, at any node: the slips of a derivative by hand, to be seen travelling back. */

import { html } from "../../view/dom.ts";
import type { Stage } from "../../view/stage.ts";
import type { ComputationSpec } from "./spec.ts";

/** What somebody takes for a local partial, and what the slip is called. */
const BENDS = [
  {
    slip: "inner",
    says: "taken as 1",
    told: "is taken as 1: what happens inside is left out.",
    of: (): number => 1,
  },
  { slip: "path", says: "left out", told: "is left out: this path is forgotten.", of: (): number => 0 },
  {
    slip: "sign",
    says: "with its sign turned",
    told: "has its sign turned.",
    of: (partial: number): number => -partial,
  },
] as const;

type Partials = readonly (readonly (() => number)[])[];

export interface Bender {
  readonly element: HTMLElement;
  readonly isBent: () => boolean;
  /** The local partials, one of them bent where the reader asks for it. */
  bend(partials: Partials): Partials;
}

/** `changed` hears when another rule is bent, or none. */
export function bender(host: Stage, spec: ComputationSpec, changed: () => void): Bender {
  const edges = spec.tape.flatMap((entry, at) =>
    entry.arguments.flatMap(({ from, partial }, argument) =>
      partial === null ? [] : [{ at, argument, name: `∂${entry.name}/∂${spec.tape[from].name}` }],
    ),
  );
  const select = html("select", { "data-bend": "" }, html("option", { value: 0 }, "no rule"));
  edges.forEach(({ name }, edge) => {
    const options = BENDS.map(({ says }, kind) =>
      html("option", { value: edge * BENDS.length + kind + 1 }, `${name} ${says}`),
    );
    select.append(html("optgroup", { label: name }, ...options));
  });
  const told = html("p", { class: "mlcalc-bent" });
  const chosen = (): {
    readonly edge: (typeof edges)[number];
    readonly bend: (typeof BENDS)[number];
  } | null => {
    const at = Number(select.value) - 1;
    const edge = edges[Math.floor(at / BENDS.length)];
    return at < 0 || edge === undefined ? null : { edge, bend: BENDS[at % BENDS.length] };
  };
  host.listen(select, "change", () => {
    const now = chosen();
    told.textContent = now === null ? "" : `${now.edge.name} ${now.bend.told}`;
    if (now === null) delete told.dataset["slip"];
    else told.dataset["slip"] = now.bend.slip;
    changed();
  });
  host.settings.set("break-rule", {
    read: () => Number(select.value),
    write: (value) => {
      const known = [...select.options].some((option) => option.value === String(value));
      select.value = known ? String(value) : "0";
      select.dispatchEvent(new Event("change"));
    },
  });
  return {
    element: html("div", { class: "mlcalc-bend" }, html("label", {}, "Bend a rule: ", select), told),
    isBent: () => chosen() !== null,
    bend: (partials) => {
      const now = chosen();
      if (now === null) return partials;
      return partials.map((of, at) =>
        of.map((read, argument) =>
          at === now.edge.at && argument === now.edge.argument ? () => now.bend.of(read()) : read,
        ),
      );
    },
  };
}
