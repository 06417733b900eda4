import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutUnit } from "./unit.ts";

const TYPED: readonly (readonly [string, string, string])[] = [
  ["18.85 cm³/s", "cm³/s", "18.85"],
  ["18.85 cm^3/s", "cm³/s", "18.85"],
  ["18.85cm**3 / s", "cm³/s", "18.85"],
  ["6pi cm^3/s", "cm³/s", "6pi"],
  ["2 m*s^-1", "m·s⁻¹", "2"],
  ["2 m·s⁻¹", "m s⁻¹", "2 m·s⁻¹"],
  ["3 cm/s", "cm³/s", "3 cm/s"],
  ["2 cos", "s", "2 cos"],
  ["2^3", "", "2^3"],
  ["cm", "cm", "cm"],
];

for (const [typed, unit, left] of TYPED) {
  test(`of ${typed}, asked for in ${unit || "no unit"}, ${left} is read`, () => {
    assert.equal(withoutUnit(typed, unit), left);
  });
}
