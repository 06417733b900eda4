/**
 * The second script of a page, fetched where a figure has functions to type: it has the reader of formulas' other half,
 * the page's calculus, and what a figure is made anew with. What it shares with the first script it takes from there
 * (build.mjs).
 */

export { bring } from "./live/bring.ts";
