/** Making elements. Attributes are set as they are named; children may be elements or text. */

type Attributes = Readonly<Record<string, string | number>>;

function fill<T extends Element>(
  element: T,
  attributes: Attributes,
  children: readonly (Node | string)[],
): T {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** Puts a part of a figure at its end; where the figure has a caption, before that. */
export function putLast(root: HTMLElement, part: HTMLElement): void {
  const caption = root.querySelector(":scope > figure > figcaption");
  (caption?.parentNode ?? root).insertBefore(part, caption);
}

export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, written(value));
}

/** Assistive technology reads no powers of ten: 1e-12 has to be written out. */
function written(value: string | number): string {
  const text = String(value);
  return typeof value === "number" && text.includes("e") ? value.toFixed(20).replace(/\.?0+$/, "") : text;
}

/** Moves an HTML label that lies over a drawing, without a new layout. */
export function place(element: HTMLElement, x: number, y: number, anchor = "-50%, -50%"): void {
  element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(${anchor})`;
}
