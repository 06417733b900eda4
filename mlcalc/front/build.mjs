/**
 * Bundles the front end into ../static: a classic script and a module from one source, the style sheets that they import,
 * with KaTeX's fonts, Python for pages with a cell, and the licences of what others have written.
 */

import { build } from "esbuild";
import { transform } from "lightningcss";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { ENGLISH, part, parts } from "./fonts.mjs";
import { python as buildPython } from "./python.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static");
const resolve = (name) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
const katex = join(resolve("katex"), "dist");
const serif = resolve("@fontsource/source-serif-4");

const TEXT_FACE_FROM = "node_modules/@fontsource/source-serif-4/files";

// Of the text: regular, emphasis, and one weight for headings and for what is bold.
const TEXT_FACE = [
  [400, "normal"],
  [400, "italic"],
  [600, "normal"],
];

// Nothing newer than these is written; what they know is left as it is. Safari unpacks gzip since 16.4, and no script is
// sent unpacked for the sake of the few months before.
const OLDEST = { chrome: 109, firefox: 115, safari: 16.4 };
const BROWSERS = Object.entries(OLDEST).map(([name, version]) => `${name}${version}`);
// Lightning CSS counts versions in three bytes, of which the second is the number after the point.
const inBytes = (version) => (Math.trunc(version) << 16) | (Number(`${version}`.split(".")[1] ?? 0) << 8);
const targets = Object.fromEntries(Object.entries(OLDEST).map(([name, version]) => [name, inBytes(version)]));

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

/** KaTeX's own @font-face rule for a font, with one source, for all characters or those in a range. */
function fontFace(font, address, range = "") {
  const face = faces.find((text) => text.includes(`KaTeX_${font}.woff2`));
  if (face === undefined) throw new Error(`katex.css has no font ${font}`);
  const only = range === "" ? "" : `; unicode-range: ${range}`;
  return face.replace(/src:[^;}]*/, `src: url(${address}) format("woff2")${only}`);
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
  // What esbuild leaves as it is and these browsers do not know, above all light-dark(): without it no colour is left.
  const { code } = transform({ filename: name, code: outputFiles[0].contents, targets, minify: true });
  await writeFile(join(out, name), code);
}

/**
 * A later script: typed.js is fetched where a figure has functions to type, trained.js where it trains. It has no copy of
 * what is in the first one: that hands on its modules by a table, mlcalcBase, of those that the later ones import.
 */
async function laterScript(name, first) {
  const global = `mlcalc${name[0].toUpperCase()}${name.slice(1)}`;
  const shared = new Set();
  const fromFirst = {
    name: "from-first",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, namespace }) => {
        if (namespace !== "file") return undefined;
        const file = relative(here, join(resolveDir, path)).replaceAll("\\", "/");
        if (!first.includes(file) || file.endsWith(".css")) return undefined;
        shared.add(file);
        return { path: file, namespace: "first" };
      });
      onLoad({ filter: /.*/, namespace: "first" }, ({ path }) => ({
        contents: `module.exports = globalThis.mlcalcBase[${JSON.stringify(path)}];`,
      }));
    },
  };
  const { outputFiles, metafile } = await build({
    entryPoints: [join(here, `${name}.ts`)],
    outfile: join(out, `${name}.js`),
    bundle: true,
    minify: true,
    format: "iife",
    // A function that runs it: it may come before the first script, where a page has both within.
    globalName: name,
    banner: { js: `globalThis.${global}=()=>{` },
    footer: { js: `return ${name}};` },
    target: BROWSERS,
    metafile: true,
    write: false,
    absWorkingDir: here,
    plugins: [fromFirst],
  });
  const written = (ending) => outputFiles.find(({ path }) => path.endsWith(ending));
  await writeFile(join(out, `${name}.js`), written(`${name}.js`).contents);
  return { rules: written(".css").text, inputs: Object.keys(metafile.inputs), shared: [...shared].sort() };
}

/** The first script with that table. */
const withTable = (shared) => {
  const imports = shared.map((name, i) => `import * as m${i} from "./${name}";`);
  const entries = shared.map((name, i) => `${JSON.stringify(name)}: m${i}`);
  return [`import "./page.ts";`, ...imports, `globalThis.mlcalcBase = { ${entries.join(", ")} };`].join("\n");
};

/** Writes a script; returns the rules that it and all it imports bring along, and the files that went into both. */
async function script(entry, name, format) {
  const { outputFiles, metafile } = await build({
    ...entry,
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
  const serif =
    "The fonts Serif-* are parts of Source Serif 4; so are the KaTeX_*-common of the fonts KaTeX_*.";
  const parts = ["What others have written, in these files:", ...(await Promise.all(packages)), fonts, serif];
  return parts.map((part) => part.trim()).join(`\n\n${"-".repeat(72)}\n\n`) + "\n";
}

const data = (bytes) => `data:font/woff2;base64,${Buffer.from(bytes).toString("base64")}`;

await rm(join(out, "fonts"), { recursive: true, force: true });
await mkdir(join(out, "fonts"), { recursive: true });
const fonts = Object.fromEntries(
  await Promise.all(
    IN_BOOK.map(async (font) => [font, await readFile(join(katex, "fonts", `KaTeX_${font}.woff2`))]),
  ),
);

/** Writes the parts of a font into files, those of a few brackets into the sheet; returns their rules. */
async function linked(font) {
  const rules = (await parts(font, fonts[font])).map(async ([end, bytes, range]) => {
    if (font.startsWith("Size") && end !== "") return fontFace(font, data(bytes), range);
    const file = `KaTeX_${font}${end}.woff2`;
    await writeFile(join(out, "fonts", file), bytes);
    return fontFace(font, `./fonts/${file}`, range);
  });
  return (await Promise.all(rules)).join("\n");
}

/** The face of the book's text: written into files; returns its rules. */
async function textFace() {
  const rules = TEXT_FACE.map(async ([weight, style]) => {
    const whole = await readFile(join(serif, "files", `source-serif-4-latin-${weight}-${style}.woff2`));
    const file = `Serif-${weight}-${style}.woff2`;
    await writeFile(join(out, "fonts", file), await part(whole, ENGLISH));
    return `@font-face { font-family: "Mlcalc Serif"; font-weight: ${weight}; font-style: ${style};
      font-display: swap; src: url(./fonts/${file}) format("woff2") }`;
  });
  return (await Promise.all(rules)).join("\n");
}

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

// Once to see what is in it, and, when the later scripts are known, with what they need of it.
const first = await script({ entryPoints: [join(here, "page.ts")] }, "figures.js", "iife");
const later = await Promise.all(["typed", "trained"].map((name) => laterScript(name, first.inputs)));
const shared = [...new Set(later.flatMap(({ shared }) => shared))].sort();
const table = { contents: withTable(shared), loader: "ts", resolveDir: here, sourcefile: "first.ts" };
const [page, widget] = await Promise.all([
  script({ stdin: table }, "figures.js", "iife"),
  script({ entryPoints: [join(here, "widget.ts")] }, "figures.mjs", "esm"),
  loader(),
]);
await Promise.all([
  // The book's prose is set by the same KaTeX and uses this sheet; in somebody's notebook the rules keep to the figure.
  style(
    [page.rules, ...later.map(({ rules }) => rules), rules, ...(await Promise.all(IN_BOOK.map(linked)))].join(
      "\n",
    ),
    "figures.css",
  ),
  style(await textFace(), "letters.css"),
  style(
    [
      widget.rules,
      ...IN_FIGURES.map((font) => fontFace(font, data(fonts[font]))),
      `.mlcalc-figure { ${rules} }`,
    ].join("\n"),
    "figures-inline.css",
  ),
  writeFile(join(out, "python.js"), python.text),
  writeFile(
    join(out, "THIRD-PARTY-NOTICES.txt"),
    await notices([...page.inputs, ...widget.inputs, ...python.inputs, TEXT_FACE_FROM]),
  ),
]);
