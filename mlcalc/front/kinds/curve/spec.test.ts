import assert from "node:assert/strict";
import { test } from "node:test";
import { readAs } from "../../testing/kind.ts";
import { squareSpec } from "../../testing/square.ts";
import type { CurveSpec } from "./spec.ts";

const { curve } = await import("./curve.ts");

const refuses = (changes: object, message: RegExp): void =>
  assert.throws(() => readAs(curve, squareSpec(changes)), message);

test("a curve that is right is read", () => {
  const { spec, roles, spoken } = readAs(curve, squareSpec());
  assert.equal(spec.kind, "curve");
  assert.deepEqual((spec as CurveSpec).ylim, [0, 9]);
  assert.deepEqual(roles, { C: "value", "dC/dw": "slope" });
  assert.deepEqual(spoken, ["w", "C", "dC/dw"]);
});

test("a second curve has a colour of its own, and the tangent may be left out", () => {
  const { spec, roles } = readAs(
    curve,
    squareSpec({ curves: [{ output: "C" }, { output: "dC/dw" }], slope: undefined }),
  );
  assert.equal((spec as CurveSpec).slope, null);
  assert.deepEqual(roles, { C: "value", "dC/dw": "second" });
});

test("a name that is no input and no output is named, with those there are", () => {
  refuses({ slope: "dC/db" }, /slope must be one of w, C, dC\/dw, not "dC\/db"/);
  refuses({ along: "C" }, /along must be one of w, not "C"/);
});

test("curves, axes and secants that cannot be drawn are named", () => {
  const curves = (n: number): object[] => new Array(n).fill({ output: "C" });
  refuses({ ylim: [2, 1] }, /ylim must be two numbers, the lower first, not \[2,1\]/);
  refuses({ curves: curves(5) }, /curves must be 1 to 4 curves, not 5/);
  refuses({ curves: [{ output: "D" }] }, /curves\[0\]\.output must be one of w, C, dC\/dw/);
  refuses({ curves: [{ output: "C", style: "bold" }] }, /curves\[0\]\.style must be one of curve, guide/);
  refuses({ log: "z" }, /log must be one of , x, y, xy, not "z"/);
  refuses({ log: "y" }, /ylim must be above 0 on a logarithmic axis, not \[0,9\]/);
  refuses({ secant: { step: "h", value: "C", slope: "C" } }, /secant\.step must be one of w, not "h"/);
});
