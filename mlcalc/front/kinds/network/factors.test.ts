import assert from "node:assert/strict";
import { test } from "node:test";
import { equationOf, transposed, type Grid } from "./equations.ts";
import { factorLines, forwardLines } from "./factors.ts";
import { networkSpec } from "./network.fixture.ts";
import { partsOf, stepsOf, type NetworkSpec } from "./spec.ts";

const R = networkSpec([4, 3, 2]);

const lines = (spec: NetworkSpec, name: string, of = factorLines): string[] => {
  const { formula, numbers } = of(
    partsOf(spec).find((part) => part.input.name === name)!,
    spec,
  );
  return formula.map((line) =>
    line.replace(/\\htmlData\{out=(\d+)\}\{0\}/g, (_, at: string) => numbers[Number(at)]),
  );
};

test("the derivative by a weight is δ of where it leads to, times a of where it comes from", () => {
  const [product, delta] = lines(R, "W2[2,3]");
  assert.match(product, /\(delta2\[2\]\)\\,\(a1\[3\]\) = dC\/dW2\[2,3\]$/);
  assert.match(delta, /2\\,\\bigl\(a2\[2\] - \(y\[2\]\)\\bigr\)\(da2\[2\]\/dz2\[2\]\) = delta2\[2\]$/);
});

test("a hidden δ is unfolded by one layer: along the column of W", () => {
  const [product, delta] = lines(R, "W1[2,3]");
  assert.match(product, /\(delta1\[2\]\)\\,\(x\[3\]\) = dC\/dW1\[2,3\]$/);
  assert.match(delta, /\(W2\[1,2\]\)\\,\(delta2\[1\]\) \+ \(W2\[2,2\]\)\\,\(delta2\[2\]\)/);
  assert.match(delta, /\(da1\[2\]\/dz1\[2\]\) = delta1\[2\]$/);
});

test("the derivative by a bias is δ, by an input the sum over the edges that leave it", () => {
  assert.match(lines(R, "b1[1]")[0], /\\delta_\{1\}\^\{\(1\)\} = dC\/db1\[1\]$/);
  const terms = [1, 2, 3].map((j) => `(W1[${j},4])\\,(delta1[${j}])`).join(" + ");
  assert.ok(lines(R, "x[4]")[0].endsWith(`${terms} = dC/dx[4]`));
});

test("with the cross-entropy δ is a − y", () => {
  const spec = networkSpec([2, 3], "cross-entropy", ["softmax"]);
  assert.match(lines(spec, "W1[3,1]")[1], /= a1\[3\] - y\[3\] = delta1\[3\]$/);
});

test("many terms are left to the sum sign", () => {
  const wide = networkSpec([12, 5, 1]);
  assert.ok(!lines(wide, "b1[1]", forwardLines)[0].includes("W1[1,2]"));
  assert.match(lines(wide, "W1[1,12]", forwardLines)[1], /w_\{1,12\}|W1\[1,12\]/);
  assert.match(lines(wide, "x[3]")[0], /dC\/dx\[3\]$/);
});

test("forwards, z is the sum of weight times activation, plus the bias", () => {
  const terms = [1, 2, 3].map((k) => `(W2[1,${k}])\\,(a1[${k}])`).join(" + ");
  assert.ok(lines(R, "b2[1]", forwardLines)[0].endsWith(`${terms} + (b2[1]) = z2[1]`));
});

test("shapes fit in every equation: rows of one are columns of the next", () => {
  const shape = ({ rows }: Grid): string => `${rows.length}×${rows[0].length}`;
  const shapes = (step: string, opened = 1): string =>
    equationOf(
      stepsOf(R).find(({ id }) => id === step)!,
      R,
      opened,
    )
      .map((piece) => (typeof piece === "string" ? "" : shape(piece)))
      .filter((text) => text !== "")
      .join(" ");
  assert.equal(shapes("z1"), "3×1 3×4 4×1 3×1");
  assert.equal(shapes("delta1"), "3×1 3×2 2×1 3×1");
  assert.equal(shapes("gradient", 1), "3×4 3×1 1×4");
  assert.equal(shapes("gradient", 0), "4×1 4×3 3×1");
});

test("a transpose changes rows and columns, and says so", () => {
  const grid = { latex: "W^{(2)}", rows: [["a", "b"], ["c", "d"]] }; // prettier-ignore
  assert.deepEqual(transposed(grid), { latex: "W^{(2)\\top}", rows: [["a", "c"], ["b", "d"]] }); // prettier-ignore
});
