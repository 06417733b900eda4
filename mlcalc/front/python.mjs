/** Bundles Python for the page: MicroPython, its wasm and the modules of mlcalc/inpage, as ONE classic script. */

import { build } from "esbuild";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Where micropython.mjs begins to be a program for Node, with an `await` that no classic script may have. */
const NODE_TAIL = /if\(globalThis\.loadMicroPython=loadMicroPython,.*?(?=class PyProxy\{)/s;
const NODE_HEAD =
  'const{createRequire:createRequire}=await import("module");var require=createRequire(import.meta.url)';

/** What only Node needs of the interpreter, cut out; that it was found is checked, for a newer version may differ. */
async function withoutNode(path) {
  const text = await readFile(path, "utf8");
  const cut = text.replace(NODE_TAIL, "").replace(NODE_HEAD, "");
  if (!NODE_TAIL.test(text) || !text.includes(NODE_HEAD))
    throw new Error(`${path} is not as python.mjs expects it; look for what of it is for Node.`);
  return cut;
}

/** The modules that a reader imports are one line each: what they hold stands in mlcalc/inpage. */
const DOORS = {
  "numpy.py": "from inpage.numpy_names import *\nfrom inpage.numpy_names import __getattr__\n",
  "mlcalc.py": "from inpage.mlcalc_names import *\n",
};

async function inpage(folder) {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(".py")).sort();
  const files = paths.map(async (path) => [
    `inpage/${relative("", path).split(sep).join("/")}`,
    shorter(await readFile(join(folder, path), "utf8")),
  ]);
  return { ...Object.fromEntries(await Promise.all(files)), ...DOORS };
}

/** Without docstrings of functions and whole lines of comment; lines keep their numbers. */
const shorter = (text) =>
  text.replace(/^[ \t]*#.*$/gm, "").replace(/(:\n)([ \t]+)"""[\s\S]*?"""/g, (whole, before, indent) => {
    const lines = whole.split("\n").length - 2;
    return `${before}${indent}pass${"\n".repeat(lines)}`;
  });

const modules = (folder) => ({
  name: "micropython",
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /micropython\.mjs$/ }, async ({ path }) => ({ contents: await withoutNode(path) }));
    onLoad({ filter: /micropython\.wasm$/ }, async ({ path }) => ({
      contents: await promisify(gzip)(await readFile(path), { level: 9 }),
      loader: "binary",
    }));
    onResolve({ filter: /^mlcalc:inpage$/ }, () => ({ path: "inpage", namespace: "mlcalc" }));
    onLoad({ filter: /.*/, namespace: "mlcalc" }, async () => ({
      contents: JSON.stringify(await inpage(folder)),
      loader: "json",
    }));
  },
});

/** The script, and the files of packages that went into it. */
export async function python(here, target) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(here, "python", "worker.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    target,
    define: {
      "import.meta.url": '"blob:mlcalc"',
      ...{ process: "undefined", "globalThis.process": "undefined", require: "undefined" },
    },
    plugins: [modules(join(here, "..", "inpage"))],
    legalComments: "none",
    metafile: true,
    write: false,
    absWorkingDir: here,
  });
  // A worker is made of this text, from disk too: there no script can be read by another.
  const text = `/* MicroPython, (c) Damien P. George, MIT licence: see THIRD-PARTY-NOTICES.txt */
globalThis.mlcalcPython=${JSON.stringify(outputFiles[0].text)};
`;
  return { text, inputs: Object.keys(metafile.inputs) };
}
