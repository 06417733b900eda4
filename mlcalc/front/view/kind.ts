/** What a kind of figure is: how its own part of the specification is read, and what is made of it. */

import type { Json } from "../model/readers.ts";
import type { Names, Spec } from "../model/spec.ts";
import type { Roles } from "./numbers.ts";
import type { Stage } from "./stage.ts";

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
  /** What of the page's address is the view's own: texts by these names. */
  readonly linked?: { readonly names: readonly string[]; write(texts: ReadonlyMap<string, string>): void };
  /** Called when the figure leaves the page, where there is something to stop. */
  dispose?(): void;
}

export interface Parts<S extends Spec> {
  /** The common part is read already; this adds the kind's own, or throws a SpecError. */
  readonly read: (json: Json, common: Spec, names: Names) => S;
  readonly view: (host: Stage, spec: S) => View;
  readonly roles?: (spec: S) => Roles;
  /** The numbers, inputs too, whose names and values are said when the movement rests. */
  readonly spoken: (spec: S) => readonly string[];
  /** What the figure is, in a few words: its name for assistive technology. */
  readonly title?: (spec: S) => string;
}

/** A specification that has been read, with what its kind makes of it. */
export interface Reading {
  readonly spec: Spec;
  readonly roles: Roles;
  readonly spoken: readonly string[];
  readonly title: string;
  readonly view: (host: Stage) => View;
}

export type Kind = (json: Json, common: Spec, names: Names) => Reading;

/** One kind of figure: its module exports what this returns, and the table in live/kinds.ts names it. */
export function defineKind<S extends Spec>({ read, view, roles, spoken, title }: Parts<S>): Kind {
  return (json, common, names) => {
    const spec = read(json, common, names);
    return {
      spec,
      roles: roles?.(spec) ?? {},
      spoken: spoken(spec),
      title: title?.(spec) ?? "live figure",
      view: (host) => view(host, spec),
    };
  };
}
