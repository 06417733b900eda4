/** How the kinds whose functions can be typed write their specification anew. */

import { remakeChain } from "../../kinds/chain/own.ts";
import { remakeCurve } from "../../kinds/curve/own.ts";
import { remakeGraph } from "../../kinds/graph/own.ts";
import { remakePaths } from "../../kinds/paths/own.ts";
import { remakeSurface } from "../../kinds/surface/own.ts";
import type { Remake } from "../../model/own.ts";

export const REMAKES: ReadonlyMap<string, Remake> = new Map([
  ["chain", remakeChain],
  ["curve", remakeCurve],
  ["graph", remakeGraph],
  ["paths", remakePaths],
  ["surface", remakeSurface],
]);
