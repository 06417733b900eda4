/**
 * The module of each figure in a notebook, and nearly nothing: the script and the style sheet of all figures are in one
 * widget that they share, so that a notebook saved with its widgets holds them once.
 */

interface Shared {
  get(name: string): string;
}

interface Context {
  readonly model: Shared & { readonly widget_manager?: { get_model(id: string): Promise<Shared> } };
  readonly el: HTMLElement;
}

interface Module {
  readonly default: { render(context: Context): () => void };
}

const page = globalThis as { mlcalcModules?: Map<string, Promise<Module>> };

/** The module of a script, the same for all figures of the page that have this script. */
function moduleOf(script: string): Promise<Module> {
  const modules = (page.mlcalcModules ??= new Map());
  const known = modules.get(script);
  if (known !== undefined) return known;
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const module = import(address) as Promise<Module>;
  modules.set(script, module);
  return module;
}

/** The style sheet once in what encloses the element, a document or a shadow root; the last one that came holds. */
function addStyle(style: string, el: HTMLElement): void {
  const root = el.getRootNode();
  const place = root instanceof ShadowRoot ? root : document.head;
  const sheet = place.querySelector("style[data-mlcalc]") ?? document.createElement("style");
  sheet.setAttribute("data-mlcalc", "");
  if (sheet.textContent !== style) sheet.textContent = style;
  if (!sheet.isConnected) place.append(sheet);
}

async function render(context: Context): Promise<() => void> {
  const { model, el } = context;
  try {
    const name = model.get("shared").replace("IPY_MODEL_", "");
    const shared = await model.widget_manager?.get_model(name);
    if (shared === undefined) throw new Error("This page has no manager of widgets.");
    addStyle(shared.get("style"), el);
    return (await moduleOf(shared.get("script"))).default.render(context);
  } catch (error) {
    el.textContent = `This figure could not be loaded; run its cell again. ${(error as Error).message}`;
    return () => {};
  }
}

export default { render };
