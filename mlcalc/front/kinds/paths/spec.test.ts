import assert from "node:assert/strict";
import { test } from "node:test";
import { readAs } from "../../testing/kind.ts";
import { squareSpec } from "../../testing/square.ts";
import type { PathsSpec } from "./spec.ts";

const { paths } = await import("./paths.ts");

const pathsSpec = (changes: object = {}): object =>
  squareSpec({
    kind: "paths",
    variables: [
      { name: "w", latex: "w", depth: 0 },
      { name: "C", latex: "C", depth: 1 },
    ],
    edges: [{ from: "w", to: "C", output: "dC/dw", latex: "C'" }],
    paths: [{ edges: [0], output: "dC/dw", latex: "C'", label: "w → C" }],
    total: "dC/dw",
    ...changes,
  });

const refuses = (changes: object, message: RegExp): void =>
  assert.throws(() => readAs(paths, pathsSpec(changes)), message);

test("paths that are right are read, with what they do not say filled in", () => {
  const spec = readAs(paths, pathsSpec()).spec as PathsSpec;
  assert.equal(spec.kind, "paths");
  assert.deepEqual([spec.variables[0]?.row, spec.edges[0]?.via, spec.slope], [0, [], "dC/dw"]);
});

test("paths through edges or variables that are not there are refused", () => {
  const path = { edges: [3], output: "dC/dw", latex: "", label: "w → C" };
  refuses({ paths: [path] }, /paths\[0\]\.edges must be indices of the 1 edges, not 3/);
  const edge = { from: "v", to: "C", output: "dC/dw", latex: "C'" };
  refuses({ edges: [edge] }, /edges\[0\]\.from must be one of w, C, not "v"/);
  refuses({ total: "all" }, /total must be one of/);
});
