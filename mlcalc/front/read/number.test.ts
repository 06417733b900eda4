import assert from "node:assert/strict";
import { test } from "node:test";
import { isPlain, readNumber } from "./number.ts";

const READ: readonly (readonly [string, number])[] = [
  ["0.5", 0.5],
  [".5", 0.5],
  ["5.", 5],
  [" 12 ", 12],
  ["1/3", 1 / 3],
  ["2e-3", 2e-3],
  ["2E3", 2000],
  ["−3", -3],
  ["–3", -3],
  ["+3", 3],
  ["--3", 3],
  ["2*-3", -6],
  ["sqrt(2)", Math.SQRT2],
  ["√2", Math.SQRT2],
  ["√(1+3)", 2],
  ["2√2", 2 * Math.SQRT2],
  ["pi", Math.PI],
  ["π", Math.PI],
  ["2π/3", (2 * Math.PI) / 3],
  ["3.3 pi", 3.3 * Math.PI],
  ["e", Math.E],
  ["e^2", Math.E ** 2],
  ["2e", 2 * Math.E],
  ["e cos(1)", Math.E * Math.cos(1)],
  ["4 + 4 ln 2", 4 + 4 * Math.log(2)],
  ["2 tan(1)", 2 * Math.tan(1)],
  ["cosh 0", 1],
  ["4 + 4 ln(2)", 4 + 4 * Math.log(2)],
  ["4+4·log(2)", 4 + 4 * Math.log(2)],
  ["2(3+4)", 14],
  ["(1+2)(3+4)", 21],
  ["-2^2", -4],
  ["(-2)^2", 4],
  ["2^-1", 0.5],
  ["2^3^2", 512],
  ["2**3", 8],
  ["10 ÷ 4", 2.5],
  ["3 × 4 · 2", 24],
  ["1/2*pi", Math.PI / 2],
  ["1/(2pi)", 1 / (2 * Math.PI)],
  ["2pi/3", (2 * Math.PI) / 3],
  ["8-3-2", 3],
  ["SQRT(4)", 2],
  ["exp(-1)", Math.exp(-1)],
];

for (const [text, value] of READ) {
  test(`“${text}” is read`, () =>
    assert.ok(Math.abs(readNumber(text) - value) < 1e-12, String(readNumber(text))));
}

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ["3,5", /Write a decimal point, not a comma: 3\.5\./],
  ["0,125", /decimal point, not a comma: 0\.125\./],
  ["1,234.5", /Leave out the comma between thousands: 1234\.5\./],
  ["2 · 1,234,567", /Leave out the comma between thousands: 1234567\./],
  ["1,234", /two ways; write 1\.234 or 1234\./],
  ["1,2,3.5", /without commas/],
  ["hundred", /“hundred” is not known.*sqrt/],
  ["constructor", /not known/],
  ["__proto__", /not known/],
  ["alert(1)", /not known/],
  ["x", /“x” is not known/],
  ["3 4", /missing before 4/],
  ["1.2.3", /missing before \.3/],
  ["3 +", /missing at the end/],
  ["* 3", /missing before “\*”/],
  ["()", /nothing between/],
  ["(1 + 2", /not closed/],
  ["1 + 2)", /closes nothing/],
  ["sqrt", /sqrt of what\? Write sqrt\(2\)/],
  ["3 m²", /“m” is not known/],
  ["5 %", /“%” cannot be read/],
  ["1/2pi", /two ways/],
  ["1/2(3)", /two ways/],
  ["1/0", /infinite/],
  ["sqrt(-1)", /real numbers/],
  ["1e999", /too large/],
  ["(".repeat(5000), /nested too deeply/],
];

for (const [text, message] of REFUSED) {
  test(`“${text.slice(0, 12)}” is refused with a reason`, () =>
    assert.throws(() => readNumber(text), message));
}

test("a plain number needs no echo", () => {
  assert.ok(isPlain(" −3.5 ") && isPlain(".5") && !isPlain("1/3") && !isPlain("pi"));
});
