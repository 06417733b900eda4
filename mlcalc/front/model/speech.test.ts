import assert from "node:assert/strict";
import { test } from "node:test";
import { speakable } from "./speech.ts";

const said: Readonly<Record<string, string>> = {
  w: "w",
  "dC/dw": "derivative of C by w",
  "∂z/∂x": "derivative of z by x",
  "df/dt via x, y": "derivative of f by t via x, y",
  "du/dt": "derivative of u by t",
  "d²f/dx²": "second derivative of f by x twice",
  "d²f/dxdy": "second derivative of f by x and y",
  "Δf/Δx": "difference quotient of f by x",
  "|∇f|": "length of gradient of f",
  "|δ2|": "length of delta superscript 2",
  "|dC/dx|": "length of derivative of C by x",
  "W1[2,3]": "W superscript 1, row 2, column 3",
  "delta2[1]": "delta superscript 2, entry 1",
  "x[3]": "x, entry 3",
  "dC/dW2[1,3]": "derivative of C by W superscript 2, row 1, column 3",
  "da1[2]/dz1[2]": "derivative of a superscript 1, entry 2 by z superscript 1, entry 2",
  "J_f[1,2]": "Jacobian of f, row 1, column 2",
  "(J_f J_x)[1,2]": "Jacobian of f times Jacobian of x, row 1, column 2",
  "forward error": "forward error",
};

for (const [name, words] of Object.entries(said)) {
  test(`${name} is said in words`, () => assert.equal(speakable(name), words));
}
