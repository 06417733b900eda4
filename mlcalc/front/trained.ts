/**
 * The third script of a page, fetched where a network is trained: that kind, with all that it alone needs. What it shares
 * with the first script it takes from there (build.mjs).
 */

export { trained } from "./live/trained.ts";
