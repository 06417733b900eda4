/** What a kind of figure is: how its own part of the specification is read, and what is made of it. */

import type { Host } from "./host.ts";
import type { Json } from "./readers.ts";
import type { Names, Spec } from "./spec.ts";

export interface View {
  readonly element: HTMLElement;
  /** Lays out anew for the width there is. */
  resize(): void;
  /** Follows the numbers at once: sliders and the like, cheap even out of sight. */
  update(): void;
  /** Draws; at most once a frame, and only in sight. */
  draw(): void;
  /** Writes what assistive technology reads, when the movement rests. */
  describe(): void;
  /** Called when the figure leaves the page, where there is something to stop. */
  dispose?(): void;
}

/** What a number is in the picture, by name, so that both have one colour; inputs need no entry. */
export type Roles = Readonly<Record<string, Role>>;
type Role = "input" | "value" | "second" | "third" | "fourth" | "slope" | "contribution" | "part";

export interface Parts<S extends Spec> {
  /** The common part is read already; this adds the kind's own, or throws a SpecError. */
  readonly read: (json: Json, common: Spec, names: Names) => S;
  readonly view: (host: Host, spec: S) => View;
  readonly roles?: (spec: S) => Roles;
  /** The numbers, inputs too, whose names and values are said when the movement rests. */
  readonly spoken: (spec: S) => readonly string[];
}

/** A specification that has been read, with what its kind makes of it. */
export interface Reading {
  readonly spec: Spec;
  readonly roles: Roles;
  readonly spoken: readonly string[];
  readonly view: (host: Host) => View;
}

export type Kind = (json: Json, common: Spec, names: Names) => Reading;

/** One kind of figure: its module exports what this returns, and the table in kinds.ts names it. */
export function defineKind<S extends Spec>({ read, view, roles, spoken }: Parts<S>): Kind {
  return (json, common, names) => {
    const spec = read(json, common, names);
    return {
      spec,
      roles: roles?.(spec) ?? {},
      spoken: spoken(spec),
      view: (host) => view(host, spec),
    };
  };
}
