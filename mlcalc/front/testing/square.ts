/** The curve of w², as Python would write it; `changes` make it wrong. */
export const squareSpec = (changes: object = {}): object => ({
  kind: "curve",
  id: "square",
  alt: "A parabola.",
  inputs: [{ name: "w", low: -3, high: 3, start: 1.5, step: 0.5, latex: "w" }],
  graph: {
    inputs: [{ name: "w", shape: [] }],
    nodes: [
      { op: "input", name: "w" },
      { op: "multiply", args: [0, 0] },
      { op: "add", args: [0, 0] },
    ],
    outputs: { C: 1, "dC/dw": 2 },
  },
  formula: ["C = \\htmlData{out=1}{0}"],
  numbers: ["w", "C"],
  along: "w",
  value: "C",
  slope: "dC/dw",
  ylim: [0, 9],
  labels: { x: "w", y: "C" },
  ...changes,
});
