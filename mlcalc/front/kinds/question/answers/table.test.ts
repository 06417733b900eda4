import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../../model/model.ts";
import { readCommon } from "../../../model/spec.ts";
import { squareSpec } from "../../../testing/square.ts";
import { readChoices } from "./choice.ts";
import { readNumbers } from "./number.ts";
import { readAnswer } from "./table.ts";

const own = { right: { outputs: ["C"], shape: [] }, tolerance: { relative: 1e-3 }, labels: [] };
const choices = { choices: [["a"], ["b"], ["c"]], wrong: [{ choice: 1 }, { choice: 2 }] };

const read = <T>(type: (...given: Parameters<typeof readAnswer>) => T, changes: object = {}): T => {
  const { common, names, json } = readCommon(squareSpec({ ...own, ...changes }));
  return type(json, common, names);
};

test("an answer in numbers is read, with what it does not say left out", () => {
  const { right, shape, wrong, unit, labels } = read(readNumbers, { wrong: [{ outputs: ["dC/dw"] }] });
  assert.deepEqual([right, shape, wrong, unit, labels], [["C"], [], [["dC/dw"]], "", []]);
});

test("an answer among choices is read, its mistakes by their positions", () => {
  const { right, wrong } = read(readChoices, choices);
  assert.deepEqual([right, wrong], ["C", [1, 2]]);
});

test("a question with choices is answered by one of them, unless it names another type", () => {
  assert.match(read(readAnswer).told, /Counts as right within 0\.1 %/);
  assert.equal(read(readAnswer, choices).told, "");
  assert.match(read(readAnswer, { ...choices, answer: "number", wrong: [] }).told, /Counts as right/);
  assert.throws(() => read(readAnswer, { answer: "song" }), /answer must be one of number, choice/);
});

test("the numbers of the moment must tell the right answer from every mistake that is one", () => {
  const at = (w: number): Model => {
    const model = new Model(readCommon(squareSpec()).common);
    model.set({ w });
    return model;
  };
  const twice = read(readAnswer, { wrong: [{ outputs: ["dC/dw"] }] });
  assert.ok(twice.tells(at(1)), "1² is not 2·1");
  assert.ok(!twice.tells(at(2)), "2² is 2·2");
  assert.ok(read(readAnswer, choices).tells(at(1)), "a choice that is right is no mistake");
});
