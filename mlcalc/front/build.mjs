/**
 * Bundles the front end into ../static: a classic script and a module from one source, the style sheets that they import,
 * with KaTeX's fonts, and the licences of what others have written.
 */

import { build } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
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

/**
 * The second script, typed.js, is fetched where a figure has functions to type. It has no copy of what is in the first one:
 * that hands on its modules by a table, mlcalcBase, of those that the second imports.
 */
async function typedScript(first) {
  const shared = new Set();
  const fromFirst = {
    name: "from-first",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, namespace }) => {
        if (namespace !== "file") return undefined;
        const name = relative(here, join(resolveDir, path)).replaceAll("\\", "/");
        if (!first.includes(name) || name.endsWith(".css")) return undefined;
        shared.add(name);
        return { path: name, namespace: "first" };
      });
      onLoad({ filter: /.*/, namespace: "first" }, ({ path }) => ({
        contents: `module.exports = globalThis.mlcalcBase[${JSON.stringify(path)}];`,
      }));
    },
  };
  const { outputFiles, metafile } = await build({
    entryPoints: [join(here, "typed.ts")],
    outfile: join(out, "typed.js"),
    bundle: true,
    minify: true,
    format: "iife",
    // A function that runs it: it may come before the first script, where a page has both within.
    globalName: "typed",
    banner: { js: "globalThis.mlcalcTyped=()=>{" },
    footer: { js: "return typed};" },
    target: BROWSERS,
    metafile: true,
    write: false,
    absWorkingDir: here,
    plugins: [fromFirst],
  });
  const written = (ending) => outputFiles.find(({ path }) => path.endsWith(ending));
  await writeFile(join(out, "typed.js"), written("typed.js").contents);
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
    const licence = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
    if (licence === undefined)
      throw new Error(`The package ${name} is bundled and has no file with its licence.`);
    return `${name} ${version}\n\n${await readFile(join(folder, licence), "utf8")}`;
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

// Once to see what is in it, and, when the second script is known, with what that needs of it.
const first = await script({ entryPoints: [join(here, "page.ts")] }, "figures.js", "iife");
const typed = await typedScript(first.inputs);
const table = { contents: withTable(typed.shared), loader: "ts", resolveDir: here, sourcefile: "first.ts" };
const [page, widget] = await Promise.all([
  script({ stdin: table }, "figures.js", "iife"),
  script({ entryPoints: [join(here, "widget.ts")] }, "figures.mjs", "esm"),
  loader(),
  ...IN_BOOK.map((font) => cp(join(katex, "fonts", file(font)), join(out, "fonts", file(font)))),
]);
const linked = fontFaces(IN_BOOK, (font) => `./fonts/${file(font)}`);
await Promise.all([
  // The book's prose is set by the same KaTeX and uses this sheet; in somebody's notebook the rules keep to the figure.
  style([page.rules, typed.rules, rules, ...linked].join("\n"), "figures.css"),
  style(
    [widget.rules, ...fontFaces(IN_FIGURES, data), `.mlcalc-figure { ${rules} }`].join("\n"),
    "figures-inline.css",
  ),
  writeFile(join(out, "THIRD-PARTY-NOTICES.txt"), await notices([...page.inputs, ...widget.inputs])),
]);
