/** The steps of a network as mathematics. No DOM. */

import type { NetworkSpec, Step } from "./spec.ts";

/** A step's name on the scrubber. */
export function symbolOf({ id, layer }: Step): string {
  if (id === "gradient") return "\\nabla C";
  if (id === "C" || id === "x") return id;
  return `${id.startsWith("delta") ? "\\delta" : id[0]}^{(${layer})}`;
}

/** The step as mathematics, in whole vectors and matrices. */
export function formulaOf(step: Step, { activations, cost }: NetworkSpec): string {
  const { id, layer: l } = step;
  const L = activations.length;
  const into = l === 1 ? "x" : `a^{(${l - 1})}`;
  if (id === "x") return "x = a^{(0)}";
  if (id === "C") {
    return cost === "squares"
      ? `C = \\lVert a^{(${L})} - y \\rVert^2`
      : `C = -\\textstyle\\sum_i y_i \\ln a_i^{(${L})}${activations[L - 1] === "logistic" ? " + (1 - y_i) \\ln(1 - a_i)" : ""}`;
  }
  if (id === "gradient")
    return "\\nabla_{W^{(l)}} C = \\delta^{(l)} a^{(l-1)\\mathsf T}, \\quad \\nabla_{b^{(l)}} C = \\delta^{(l)}";
  if (id === `z${l}`) return `z^{(${l})} = W^{(${l})} ${into} + b^{(${l})}`;
  if (id === `a${l}`) return `a^{(${l})} = ${sigma(activations[l - 1])}(z^{(${l})})`;
  if (l < L) {
    const back = `W^{(${l + 1})\\mathsf T} \\delta^{(${l + 1})}`;
    return `\\delta^{(${l})} = \\bigl(${back}\\bigr) \\odot \\sigma'(z^{(${l})})`;
  }
  if (cost === "cross-entropy") return `\\delta^{(${l})} = a^{(${l})} - y`;
  if (activations[l - 1] === "softmax")
    return `\\delta^{(${l})} = J_\\sigma^{\\mathsf T}\\, 2(a^{(${l})} - y)`;
  return `\\delta^{(${l})} = 2\\,(a^{(${l})} - y) \\odot \\sigma'(z^{(${l})})`;
}

export const sigma = (activation: string): string =>
  activation === "tanh" ? "\\tanh" : `\\operatorname{${activation === "identity" ? "id" : activation}}`;
