/** A program that goes to somebody else, or has come from there, by a link. */

import { LINKED, packed, tooLong } from "../../model/linked.ts";
import { writeHash } from "../../model/hash.ts";
import { copied } from "../../view/copy.ts";
import { html } from "../../view/dom.ts";
import { button } from "./session.ts";
import "./linking.css";

/** The button that copies a link, and the line that says what came of it. */
export function linkButton(root: HTMLElement, id: string, program: () => string, state = () => ({})) {
  const said = html("p", { class: "mlcalc-link-said", role: "status" });
  const copy = async (): Promise<void> => {
    const hash = writeHash(id, { ...state(), [LINKED]: packed(program()) });
    const refused = tooLong(hash);
    if (refused !== "") return void (said.textContent = refused);
    const done = await copied(new URL(hash, location.href).href, root);
    if (!done) history.replaceState(history.state, "", hash);
    said.textContent = done
      ? "The link is copied. It opens this page with your program in this box, and runs nothing."
      : "This page may not copy: the address above now has your program in it.";
  };
  return { button: button("Copy link", { "data-link": "" }, () => void copy()), said };
}

/** A line about where the program in the box comes from, with the way back where there is one. */
export function originLine() {
  const element = html("p", { class: "mlcalc-origin", role: "status", hidden: "" });
  const show = (text: string, back = "", act = (): void => {}): void => {
    element.replaceChildren(text, ...(back === "" ? [] : [" ", button(back, {}, act)]));
    element.hidden = text === "";
  };
  return { element, show };
}

export const CAME = "This program came with a link, and has not been run. Read it before you do.";
