/** Bundles the front end into ../static: a classic script and a module from one source, and the style sheets with KaTeX's fonts. */

import { build } from "esbuild";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static");
const katex = join(dirname(createRequire(import.meta.url).resolve("katex/package.json")), "dist");

// Nothing newer than these is written; what they know is left as it is.
const BROWSERS = ["chrome109", "firefox115", "safari16"];

// What letters, digits, brackets and large operators are made of. The book also sets blackboard and calligraphic letters.
const IN_FIGURES = [
  "Main-Regular",
  "Main-Bold",
  "Math-Italic",
  "Math-BoldItalic",
  "Size1-Regular",
  "Size2-Regular",
  "Size3-Regular",
  "Size4-Regular",
];
const IN_BOOK = [...IN_FIGURES, "Main-Italic", "Main-BoldItalic", "AMS-Regular", "Caligraphic-Regular"];

const css = await readFile(join(katex, "katex.css"), "utf8");
const faces = css.match(/@font-face\s*\{[^}]*\}/g);
const rules = css.replace(/@font-face\s*\{[^}]*\}/g, "");

/** KaTeX's own @font-face rules for these fonts, with woff2 as their only source. */
function fontFaces(fonts, address) {
  return fonts.map((font) => {
    const face = faces.find((text) => text.includes(`KaTeX_${font}.woff2`));
    if (face === undefined) throw new Error(`katex.css has no font ${font}`);
    return face.replace(/src:[^;}]*/, `src: url(${address(font)}) format("woff2")`);
  });
}

async function style(contents, name) {
  const { outputFiles } = await build({
    stdin: { contents, loader: "css", resolveDir: here },
    bundle: true,
    minify: true,
    target: BROWSERS,
    external: ["*.woff2", "data:*"],
    write: false,
  });
  await writeFile(join(out, name), outputFiles[0].contents);
}

async function script(entry, name, format) {
  await build({
    entryPoints: [join(here, entry)],
    outfile: join(out, name),
    bundle: true,
    minify: true,
    format,
    target: BROWSERS,
    legalComments: "none",
  });
}

await rm(join(out, "fonts"), { recursive: true, force: true });
await mkdir(join(out, "fonts"), { recursive: true });
const file = (font) => `KaTeX_${font}.woff2`;
const fonts = await Promise.all(IN_BOOK.map((font) => readFile(join(katex, "fonts", file(font)))));
const data = (font) => `data:font/woff2;base64,${fonts[IN_BOOK.indexOf(font)].toString("base64")}`;

await Promise.all([
  script("page.ts", "figures.js", "iife"),
  script("widget.ts", "figures.mjs", "esm"),
  // The book's prose is set by the same KaTeX and uses this sheet; in somebody's notebook the rules keep to the figure.
  style(
    [...fontFaces(IN_BOOK, (font) => `./fonts/${file(font)}`), rules, '@import "./figures.css";']
      .reverse()
      .join("\n"),
    "figures.css",
  ),
  style(
    ['@import "./figures.css";', ...fontFaces(IN_FIGURES, data), `.mlcalc-figure { ${rules} }`].join("\n"),
    "figures-inline.css",
  ),
  ...IN_BOOK.map((font) => cp(join(katex, "fonts", file(font)), join(out, "fonts", file(font)))),
]);
