/**
 * The fonts of formulas and of the book's text, in parts: what most pages need, and the rest, which a browser fetches
 * where a page holds a character of it. A page of the book so loads 36 kB of KaTeX's fonts in place of 110.
 */

import fontverter from "fontverter";
import subsetFont from "subset-font";

const ASCII = [[0x20, 0x7e]];
const GREEK = [[0x3b1, 0x3c9]];
const BRACKETS = points("()[]{}|∑∏√∫⟨⟩ ");
// KaTeX's fonts lack raised digits, which some axes have: were they of the rest, it would be fetched to find that out.
const RAISED = points("⁻⁰¹²³⁴⁵⁶⁷⁸⁹");
const ROMAN = [
  ...RAISED,
  ...ASCII,
  ...points("\u00a0¬±·×÷ˉ˙…′∂∇Δ∈∏∑−∘√∞∣∥∫≈≠≤≥⊙⊤⋅⋮⋯⋱⟨⟩⟶⟼←→↔↦⇒\u200b’“”–—\u2005\u2009\u200a\ue020"),
];

/** The characters of a font that most pages need. */
const COMMON = {
  "Main-Regular": ROMAN,
  "Main-Bold": [...ASCII, ...points("−∇⋅×")],
  "Math-Italic": [...ASCII, ...GREEK],
  "Math-BoldItalic": GREEK,
  "Size1-Regular": BRACKETS,
  "Size2-Regular": BRACKETS,
  "Size3-Regular": BRACKETS,
  "Size4-Regular": BRACKETS,
};

/** What text in English holds, with the letters of authors' names left to the rest. */
export const ENGLISH = [...ASCII, ...points("\u00a0«»·×–—‘’“”…−→←²³½¹°é"), ...GREEK];

function points(text) {
  return [...text].map((letter) => [letter.codePointAt(0), letter.codePointAt(0)]);
}

/** In order, and those that touch as one. */
function tidy(ranges) {
  const all = [...ranges].sort(([a], [b]) => a - b);
  return all.reduce((done, [from, to]) => {
    const last = done.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else done.push([from, to]);
    return done;
  }, []);
}

/** All other characters. */
function others(ranges) {
  const ends = [[-1, -1], ...tidy(ranges), [0x110000, 0x110000]];
  return ends.slice(1).flatMap(([from], i) => (from > ends[i][1] + 1 ? [[ends[i][1] + 1, from - 1]] : []));
}

const hex = (point) => point.toString(16).toUpperCase();
const written = (ranges) =>
  tidy(ranges)
    .map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`))
    .join(",");

/** What sets text and figures' numbers. Small capitals and raised letters, which nothing asks for, bring glyphs of their own. */
const FEATURES = ["calt", "ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum"];

/**
 * A font with only these characters, as woff2. KaTeX's come with instructions for screens of coarse pixels, a sixth of
 * their weight; Source Serif has none, and stands beside them.
 */
export async function part(font, ranges) {
  const text = tidy(ranges).flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
  );
  const whole = await subsetFont(font, text.join(""), {
    targetFormat: "sfnt",
    noHinting: true,
    keepFeatures: FEATURES,
  });
  return fontverter.convert(renamed(whole), "woff2");
}

/** Family, identifier, full name and PostScript name, in a font's table of names. */
const NAMES = [1, 3, 4, 6];

/**
 * The licence of these fonts (OFL 1.1) reserves their names for the whole fonts: a part gets a name of its own, of the
 * same length, in place of KaTeX_ and Source. The table's layout: OpenType specification, "name".
 */
function renamed(sfnt) {
  const tables = Array.from({ length: sfnt.readUInt16BE(4) }, (_, i) => 12 + 16 * i);
  const entry = tables.find((at) => sfnt.toString("latin1", at, at + 4) === "name");
  const table = sfnt.readUInt32BE(entry + 8);
  const strings = table + sfnt.readUInt16BE(table + 4);
  for (let i = 0; i < sfnt.readUInt16BE(table + 2); i++) {
    const record = table + 6 + 12 * i;
    const [id, length, offset] = [6, 8, 10].map((field) => sfnt.readUInt16BE(record + field));
    const from = strings + offset;
    if (NAMES.includes(id)) replace(sfnt.subarray(from, from + length));
  }
  return sfnt;
}

/** Puts one word in place of another of the same length, written with one byte a letter or with two. */
function replace(bytes) {
  for (const reserved of ["KaTeX_", "Source"]) {
    for (const encode of [
      (text) => Buffer.from(text, "latin1"),
      (text) => Buffer.from(text, "utf16le").swap16(),
    ]) {
      for (let at = bytes.indexOf(encode(reserved)); at >= 0; at = bytes.indexOf(encode(reserved)))
        encode("Mlcalc").copy(bytes, at);
    }
  }
}

/** The parts of one of KaTeX's fonts: [what the name gets at its end, its bytes, the unicode-range or nothing]. */
export async function parts(name, font) {
  const common = COMMON[name];
  if (common === undefined) return [["", font, ""]];
  return [
    ["-common", await part(font, common), written(common)],
    ["", font, written(others(common))],
  ];
}
