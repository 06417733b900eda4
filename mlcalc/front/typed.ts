/**
 * The second script of a page, fetched where something can be typed, an answer or a function: it has the reader of
 * formulas, the page's calculus, questions, and what a figure is made anew with. What it shares with the first script it
 * takes from there (build.mjs).
 */

export { bring } from "./live/bring.ts";
