import assert from "node:assert/strict";
import { test } from "node:test";
import { readAs } from "../../testing/kind.ts";
import { squareSpec } from "../../testing/square.ts";
import type { QuestionSpec } from "./spec.ts";

const { question } = await import("./question.ts");

/** Asks for w², and knows 2w as a typical mistake. */
const asks = (changes: object = {}): object =>
  squareSpec({
    kind: "question",
    inputs: [{ name: "w", low: 1, high: 5, start: 3, step: 1, control: "none", listed: [3, 5, 1] }],
    seed: 1,
    ask: [["Square ", { number: "w" }, { latex: "{\\htmlData{out=0}{0}}^2" }]],
    right: { outputs: ["C"], shape: [] },
    wrong: [{ says: [["Twice, not squared."]], outputs: ["dC/dw"] }],
    tolerance: { relative: 1e-3 },
    labels: [],
    ...changes,
  });

const chooses = (changes: object = {}): object =>
  asks({ choices: [["a"], ["b"]], wrong: [{ says: [["No."]], choice: 1 }], ...changes });

const refuses = (json: unknown, message: RegExp): void =>
  assert.throws(() => readAs(question, json), message);

test("a question that is right is read, its text in pieces", () => {
  const spec = readAs(question, asks()).spec as QuestionSpec;
  assert.deepEqual(spec.ask, [
    [{ words: "Square " }, { number: "w" }, { latex: "{\\htmlData{out=0}{0}}^2", display: false }],
  ]);
  assert.deepEqual(spec.drawn, [{ name: "w", low: 1, high: 5, start: 3, listed: [3, 5, 1] }]);
  assert.deepEqual(spec.hint, []);
  assert.deepEqual(spec.wrong, [{ says: [[{ words: "Twice, not squared." }]] }]);
});

test("a question that could never be right is refused by the place of its fault", () => {
  refuses(asks({ right: { outputs: ["nobody"], shape: [] } }), /right\.outputs\[0\] must be one of w, C/);
  refuses(asks({ right: { outputs: ["C"], shape: [2] } }), /right\.outputs must be 2 names/);
  refuses(asks({ wrong: [{ says: [["No."]], outputs: [] }] }), /wrong\[0\]\.outputs must be as many/);
  refuses(asks({ ask: [[{ number: "q" }]] }), /ask\[0\]\[0\] must be one of/);
  refuses(asks({ ask: [[{ latex: "\\htmlData{out=9}{0}" }]] }), /each out=… in ask\[0\]\[0\]/);
  refuses(asks({ tolerance: { relative: 0 } }), /tolerance\.relative must be above 0/);
  refuses(asks({ labels: ["a", "b"] }), /labels must be one for each entry/);
  refuses(asks({ seed: "1" }), /seed must be a finite number/);
  refuses(chooses({ wrong: [{ says: [["No."]], choice: 2 }] }), /wrong\[0\]\.choice must be the position/);
});

test("a number is drawn from within its range", () => {
  const inputs = [{ name: "w", low: 1, high: 5, start: 3, step: 1, listed: [7] }];
  refuses(asks({ inputs }), /"listed" of the input w must be between 1 and 5/);
});
