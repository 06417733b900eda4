/** Style sheets that come late, and fonts that a shadow root keeps to itself. */

/** Whether the figures' own sheet is there: it is the one that sets this. */
const isStyled = (root: HTMLElement): boolean =>
  getComputedStyle(root).getPropertyValue("--mlcalc-surface") !== "";

/** Calls back once the figures' sheet has come, if it was not there: what was measured before it is wrong. */
export function whenStyled(root: HTMLElement, content: HTMLElement, act: () => void): { disconnect(): void } {
  // The sheet gives the content its padding and its columns, so its size changes with it.
  const observer = new ResizeObserver(() => {
    if (!isStyled(root)) return;
    observer.disconnect();
    act();
  });
  if (!isStyled(root)) observer.observe(content);
  return observer;
}

/** A browser takes no @font-face from the sheets of a shadow root, so the document is given these faces. */
export function registerFonts(root: HTMLElement): void {
  const tree = root.getRootNode();
  if (!(tree instanceof ShadowRoot)) return;
  const known = new Set([...document.fonts].map(key));
  for (const rule of [...tree.styleSheets, ...tree.adoptedStyleSheets].flatMap(rulesOf)) {
    if (!(rule instanceof CSSFontFaceRule)) continue;
    const said = (name: string): string => rule.style.getPropertyValue(name);
    const [style, weight] = [said("font-style") || "normal", said("font-weight") || "normal"];
    const face = new FontFace(said("font-family"), said("src"), { style, weight });
    if (!known.has(key(face))) document.fonts.add(face);
    known.add(key(face));
  }
}

const key = ({ family, style, weight }: FontFace): string =>
  [family.replace(/["']/g, ""), style, weight].join(" ");

/** Another origin's sheet does not let itself be read. */
function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    return [];
  }
}
