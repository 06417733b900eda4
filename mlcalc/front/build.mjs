/**
 * Bundles the front end into ../static: a classic script and a module from one source, the style sheets that they import,
 * with KaTeX's fonts, Python for pages with a cell, and the licences of what others have written.
 */

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { python as buildPython } from "./python.mjs";

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

/** Writes a sheet of these rules. */
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

/** Writes a script; returns the rules that it and all it imports bring along, and the files that went into both. */
async function script(entry, name, format) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(here, entry)],
    outfile: join(out, name),
    bundle: true,
    minify: true,
    format,
    target: BROWSERS,
    // The address of Python changes with it, so that no browser keeps an old one.
    define: { PYTHON_VERSION: JSON.stringify(pythonVersion) },
    legalComments: "eof",
    metafile: true,
    write: false,
    absWorkingDir: here,
  });
  const written = (ending) => outputFiles.find(({ path }) => path.endsWith(ending));
  await writeFile(join(out, name), written(name).contents);
  return { rules: written(".css").text, inputs: Object.keys(metafile.inputs) };
}

/** The licence of every package from npm that is in one of these files' folders, and of the fonts. */
async function notices(inputs) {
  const names = inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  const packages = [...new Set(names)].sort().map(async (name) => {
    const folder = join(here, "node_modules", name);
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const own = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
    // What a package leaves out stands in a folder of ours.
    const licence = own ? join(folder, own) : join(here, "licences", `${name.split("/").at(-1)}.txt`);
    const text = await readFile(licence, "utf8").catch(() => {
      throw new Error(`The package ${name} is bundled and has no file with its licence.`);
    });
    return `${name} ${version}\n\n${text}`;
  });
  const fonts = `The fonts KaTeX_*\n\n${await readFile(join(here, "licences", "katex-fonts.txt"), "utf8")}`;
  const parts = ["What others have written, in these files:", ...(await Promise.all(packages)), fonts];
  return parts.map((part) => part.trim()).join(`\n\n${"-".repeat(72)}\n\n`) + "\n";
}

await rm(join(out, "fonts"), { recursive: true, force: true });
await mkdir(join(out, "fonts"), { recursive: true });
const file = (font) => `KaTeX_${font}.woff2`;
const fonts = await Promise.all(IN_BOOK.map((font) => readFile(join(katex, "fonts", file(font)))));
const data = (font) => `data:font/woff2;base64,${fonts[IN_BOOK.indexOf(font)].toString("base64")}`;

/** Writes the little module with which each figure of a notebook begins. */
const loader = () =>
  build({
    entryPoints: [join(here, "loader.ts")],
    outfile: join(out, "loader.mjs"),
    bundle: true,
    minify: true,
    format: "esm",
    target: BROWSERS,
  });

const python = await buildPython(here, BROWSERS);
const pythonVersion = createHash("sha256").update(python.text).digest("hex").slice(0, 8);

const [page, widget] = await Promise.all([
  script("page.ts", "figures.js", "iife"),
  script("widget.ts", "figures.mjs", "esm"),
  loader(),
  ...IN_BOOK.map((font) => cp(join(katex, "fonts", file(font)), join(out, "fonts", file(font)))),
]);
const linked = fontFaces(IN_BOOK, (font) => `./fonts/${file(font)}`);
await Promise.all([
  // The book's prose is set by the same KaTeX and uses this sheet; in somebody's notebook the rules keep to the figure.
  style([page.rules, rules, ...linked].join("\n"), "figures.css"),
  style(
    [widget.rules, ...fontFaces(IN_FIGURES, data), `.mlcalc-figure { ${rules} }`].join("\n"),
    "figures-inline.css",
  ),
  writeFile(join(out, "python.js"), python.text),
  writeFile(
    join(out, "THIRD-PARTY-NOTICES.txt"),
    await notices([...page.inputs, ...widget.inputs, ...python.inputs]),
  ),
]);
