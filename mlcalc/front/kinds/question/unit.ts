/** A unit that a reader types after the number. No DOM. */

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A unit as it can be typed: cm³/s is cm^3/s, and m·s⁻¹ is m*s^-1. */
const typable = (unit: string): string =>
  unit
    .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) => `^${[...raised].map(lowered).join("")}`)
    .replace(/\*\*/g, "^")
    .replace(/[×·⋅∙]/g, "*")
    .replace(/[−–]/g, "-")
    .replace(/[\s()]/g, "");

const lowered = (digit: string): string => (digit === "⁻" ? "-" : String(RAISED.indexOf(digit)));

/** What was typed without the unit at its end, in whichever of the ways the unit was written. */
export function withoutUnit(text: string, unit: string): string {
  const typed = text.trim();
  if (unit === "") return typed;
  const wanted = typable(unit);
  for (let at = 1; at < typed.length; at++) {
    const inAWord = /\p{L}/u.test(typed[at - 1]) && /\p{L}/u.test(typed[at]);
    if (!inAWord && typable(typed.slice(at)) === wanted) return typed.slice(0, at).trimEnd();
  }
  return typed;
}
