"""What is asked of every page as a whole, when all its figures are alive."""

# The parts of figures that lie beyond the page, save where something scrolls by itself.
BEYOND = """() => [...document.querySelectorAll(".mlcalc-figure, .mlcalc-drawing, .mlcalc-figure input")]
  .filter(e => !e.closest(".mlcalc-scrolls") && e.getClientRects().length)
  .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5 || e.getBoundingClientRect().left < -0.5)
  .map(e => e.outerHTML.slice(0, 120))"""

# What lies beyond its figure, or is cut by a box that does not scroll.
CUT = """root => {
  const cut = [];
  for (const piece of root.querySelectorAll("output, .katex-base, .mlcalc-leg, .mlcalc-edge-number, button, label")) {
    const box = piece.getBoundingClientRect();
    const seen = piece.checkVisibility({visibilityProperty: true}) && !piece.closest(".mlcalc-hidden");
    if (box.width < 2 || !seen) continue;
    for (let around = piece.parentElement; ; around = around.parentElement) {
      const way = getComputedStyle(around).overflowX, edge = around.getBoundingClientRect();
      if (way === "auto" || way === "scroll") break;
      if ((way !== "visible" || around === root) && (box.right > edge.right + 1 || box.left < edge.left - 1)) {
        cut.push(`${root.id}: ${piece.className} "${piece.textContent.slice(0, 40)}"`);
        break;
      }
      if (around === root) break;
    }
  }
  return cut;
}"""
# The numbers that begin before the sign of equality beside them has ended.
MET = """root => [...root.querySelectorAll(".mlcalc-readout")].filter(row => {
  const [equals, number] = [row.querySelector(".mlcalc-equals"), row.querySelector("output")];
  return number.getBoundingClientRect().left < equals.getBoundingClientRect().right + 3;
}).map(row => `${root.id}: ${row.textContent}`)"""
# The equations that are wider than their place: nobody scrolls to the end of one on a telephone.
WIDE = """() => [...document.querySelectorAll(".katex-display")].filter(equation =>
  !equation.closest(".mlcalc-figure") && equation.getClientRects().length
  && equation.scrollWidth > equation.clientWidth + 4).map(equation => equation.textContent.slice(0, 80))"""
ALL = "script => [...document.querySelectorAll('.mlcalc-figure')].flatMap(root => eval(script)(root))"

# The numbers of figures that are hard to read: on a ground of the other scheme, or hardly darker or lighter than it.
FAINT = """scheme => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const paint = (...colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = rgb => rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const known = new Map();
  const contrast = (ground, color) => {
    const key = ground.join() + color;
    if (!known.has(key)) {
      const [a, b] = [light(paint("white", ...ground)), light(paint("white", ...ground, color))];
      known.set(key, [a, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)]);
    }
    return known.get(key);
  };
  // The numbers of the pixels are for the ear alone.
  const seen = o => o.getClientRects().length && !o.closest(".mlcalc-pixel");
  return [...document.querySelectorAll(".mlcalc-figure output")].filter(seen).flatMap(o => {
    const ground = [];
    for (let e = o; e; e = e.parentElement) ground.unshift(getComputedStyle(e).backgroundColor);
    const [back, ratio] = contrast(ground, getComputedStyle(o).color);
    const right = scheme === "light" ? back > 0.6 : back < 0.1;
    return right && ratio >= 4.5 ? [] : [[o.closest(".mlcalc-figure").id, o.dataset.name, back, ratio]];
  });
}"""

# How many formulas, and how many numbers, each of these figures shows.
HOLDS = """figure => [...document.querySelectorAll(figure)].map(root => [
  root.querySelectorAll(".katex").length,
  [...root.querySelectorAll("output")].filter(o => o.getClientRects().length).length,
])"""

# The text without formulas and code: nothing of LaTeX or of MyST may be left in it.
PROSE = """() => {
  const text = document.querySelector("article").cloneNode(true);
  for (const other of text.querySelectorAll("pre, code, script, style, .katex")) other.remove();
  return text.textContent;
}"""
RAW = ("$", r"\(", r"\[", r"\frac", r"\partial", r"\mathrm", "{math}", "{eq}", "{cite")
