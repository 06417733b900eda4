/** What the specification of the kind "curve" says: all of it is about the curve. */

import type { Json } from "../../model/readers.ts";
import type { Names, Spec } from "../../model/spec.ts";
import { readPlot, type PlotSpec } from "../../plot/plot-spec.ts";

export type CurveSpec = Spec & PlotSpec;

export const readCurve = (json: Json, common: Spec, names: Names): CurveSpec => ({
  ...common,
  ...readPlot(json, names),
});
