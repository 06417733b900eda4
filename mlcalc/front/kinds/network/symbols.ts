/** The steps of a network as mathematics. No DOM. */

import type { NetworkSpec, Step } from "./spec.ts";

/** A vector's letter, bold as in the prose. */
export const bold = (letter: string): string =>
  letter.startsWith("\\") ? `\\boldsymbol{${letter}}` : `\\mathbf{${letter}}`;

/** A vector of a layer; the activations of layer 0 are the input. */
export const of = (letter: string, layer: number | string): string =>
  letter === "a" && layer === 0 ? bold("x") : `${bold(letter)}^{(${layer})}`;

/** A step's name on the scrubber. */
export function symbolOf({ id, layer }: Step): string {
  if (id === "gradient") return "\\nabla C";
  if (id === "C") return id;
  return id === "x" ? bold("x") : of(id.startsWith("delta") ? "\\delta" : id[0], layer);
}

/** The step as mathematics, in whole vectors and matrices. */
export function formulaOf(step: Step, { activations, cost }: NetworkSpec): string {
  const { id, layer: l } = step;
  const L = activations.length;
  const [z, a, delta, y] = [of("z", l), of("a", l), of("\\delta", l), bold("y")];
  if (id === "x") return `${bold("x")} = ${bold("a")}^{(0)}`;
  if (id === "C") {
    return cost === "squares"
      ? `C = \\lVert ${of("a", L)} - ${y} \\rVert^2`
      : `C = -\\textstyle\\sum_i y_i \\ln a_i^{(${L})}${activations[L - 1] === "logistic" ? " + (1 - y_i) \\ln(1 - a_i)" : ""}`;
  }
  if (id === "gradient") {
    const [any, before] = [of("\\delta", "l"), `${bold("a")}^{(l-1)\\top}`];
    return `\\nabla_{W^{(l)}} C = ${any} ${before}, \\quad \\nabla_{${of("b", "l")}} C = ${any}`;
  }
  if (id === `z${l}`) return `${z} = W^{(${l})} ${of("a", l - 1)} + ${of("b", l)}`;
  if (id === `a${l}`) return `${a} = ${sigma(activations[l - 1])}(${z})`;
  if (l < L) {
    const back = `W^{(${l + 1})\\top} ${of("\\delta", l + 1)}`;
    return `${delta} = \\bigl(${back}\\bigr) \\odot \\sigma'(${z})`;
  }
  if (cost === "cross-entropy") return `${delta} = ${a} - ${y}`;
  if (activations[l - 1] === "softmax") return `${delta} = J_\\sigma^{\\top}\\, 2(${a} - ${y})`;
  return `${delta} = 2\\,(${a} - ${y}) \\odot \\sigma'(${z})`;
}

export const sigma = (activation: string): string =>
  activation === "tanh" ? "\\tanh" : `\\operatorname{${activation === "identity" ? "id" : activation}}`;
