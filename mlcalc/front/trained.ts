/**
 * The third script of a page, fetched where a network is trained: that kind, with all that it alone needs. What it shares
 * with the first script it takes from there (build.mjs).
 */

import { training } from "./kinds/training/training.ts";

/** The kinds of this script: TRAINED in live/kinds.ts. */
export const trained = { training };
