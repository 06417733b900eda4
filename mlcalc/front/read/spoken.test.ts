import assert from "node:assert/strict";
import { test } from "node:test";
import { build } from "./build.ts";
import { readFormula } from "./formula.ts";
import { Builder, type Node } from "../calculus/builder.ts";
import { spoken } from "../calculus/spoken.ts";

const said = (text: string): string => spoken(build<Node>(readFormula(text).tree, new Builder()));

test("a formula is said as a person reads it", () => {
  assert.equal(said("2x sin(x^2)"), "2 times x times sine of x squared");
  assert.equal(
    said("(x+1)/(x-1)"),
    "open bracket x plus 1 close bracket over open bracket x minus 1 close bracket",
  );
  assert.equal(said("-x^3 - (a - b)"), "minus x cubed minus open bracket a minus b close bracket");
  assert.equal(said("e^(-x/2)"), "e to the power open bracket minus x over 2 close bracket");
  assert.equal(said("sqrt(1+x_1)"), "square root of open bracket 1 plus x 1 close bracket");
  assert.equal(said("x^-1 pi"), "x to the power minus 1 times pi");
});

test("of a long formula only the beginning is said", () => {
  const long = said(Array.from({ length: 400 }, (_, i) => `${i + 2}x`).join("+"));
  assert.ok(long.split(" ").length < 80);
  assert.ok(long.endsWith("and so on") || long.includes("and so on plus"));
});
