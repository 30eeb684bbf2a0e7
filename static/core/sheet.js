/**
 * The full-screen sheet over the page: one step of the play at a time. Opening it is an entry of
 * the browser's history, so the back button closes it and leaves the page where it was.
 */

import { find } from "./dom.js";

/**
 * Bring the sheet out of its template, with its styles: none of it is fetched before it is wanted.
 *
 * @returns {Promise<HTMLDialogElement | null>} null: the styles are out of reach, nothing is there
 */
export async function unfold() {
  const folded = find(document, "template#play", HTMLTemplateElement);
  const sheet = /** @type {DocumentFragment} */ (folded.content.cloneNode(true));
  const dialog = find(sheet, "dialog#sheet", HTMLDialogElement);
  const styles = [...sheet.querySelectorAll("link")];
  const dressed = Promise.all(styles.map(loaded));
  document.body.append(sheet);
  if ((await dressed).every(Boolean)) return dialog;
  for (const style of styles) style.remove();
  dialog.remove();
  return null;
}

/**
 * @param {HTMLLinkElement} style
 * @returns {Promise<boolean>}
 */
function loaded(style) {
  return new Promise((resolve) => {
    style.onload = () => resolve(true);
    style.onerror = () => resolve(false);
  });
}

export class Sheet {
  /** @param {HTMLDialogElement} dialog with [data-step] children and a [data-say] live region */
  constructor(dialog) {
    this.dialog = dialog;
    this.away = new AbortController();
    addEventListener("popstate", () => this.#leave());
    addEventListener("pageshow", (event) => event.persisted && this.#leave());
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    for (const button of dialog.querySelectorAll("[data-close]"))
      button.addEventListener("click", () => this.close());
  }

  /** Aborted as soon as the player leaves the sheet. */
  get signal() {
    return this.away.signal;
  }

  open() {
    if (this.dialog.open) return;
    this.away = new AbortController();
    if (!history.state?.sheet) history.pushState({ sheet: true }, "");
    this.dialog.showModal();
  }

  close() {
    if (this.dialog.open) history.back();
  }

  /**
   * Show one step and nothing else, and bring the focus and the screen reader to it.
   *
   * @param {string} name
   * @returns {HTMLElement}
   */
  show(name) {
    for (const step of this.dialog.querySelectorAll("[data-step]"))
      step.toggleAttribute("hidden", step.getAttribute("data-step") !== name);
    const shown = this.step(name);
    this.dialog.dataset.now = name;
    find(shown, "[data-focus]", HTMLElement).focus({ preventScroll: true });
    return shown;
  }

  /** The name of the step that is shown. */
  get now() {
    return this.dialog.dataset.now ?? "";
  }

  /** @param {string} name */
  step(name) {
    return find(this.dialog, `[data-step="${name}"]`, HTMLElement);
  }

  /**
   * @param {string} words read aloud where a screen reader is on
   */
  say(words) {
    find(this.dialog, "[data-say]", HTMLElement).textContent = words;
  }

  #leave() {
    if (!this.dialog.open) return;
    this.dialog.close();
    this.away.abort(new DOMException("the sheet was closed", "AbortError"));
  }
}
