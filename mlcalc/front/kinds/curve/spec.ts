/** What the specification of the kind "curve" says: all of it is about the curve. */

import { number, optional, record, text, WHOLE, type Json } from "../../model/readers.ts";
import type { Names, Spec } from "../../model/spec.ts";
import { readPlot, type PlotSpec } from "../../plot/plot-spec.ts";

export interface CurveSpec extends Spec, PlotSpec {
  /** What is said where the value is below a number. */
  readonly goal: { readonly below: number; readonly says: string } | null;
}

export const readCurve = (json: Json, common: Spec, names: Names): CurveSpec => ({
  ...common,
  ...readPlot(json, names),
  ...record({ goal: optional(record({ below: number, says: text })) })(json, WHOLE),
});
