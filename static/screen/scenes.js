/** The screen's scenes: one is seen at a time, each found by its name in the page. */

import { find } from "../core/dom.js";

let leaving = new AbortController();

/** Aborted when another scene is shown. */
export const untilLeft = () => leaving.signal;

/**
 * Show one scene and nothing else.
 *
 * @param {string} name
 * @returns {HTMLElement}
 */
export function show(name) {
  leaving.abort();
  leaving = new AbortController();
  for (const each of document.querySelectorAll("[data-scene]"))
    each.toggleAttribute("hidden", each.getAttribute("data-scene") !== name);
  document.body.dataset.now = name;
  return scene(name);
}

/** @param {string} name */
export const scene = (name) => find(document, `[data-scene="${name}"]`, HTMLElement);

/**
 * The part of a scene (or of the whole page) that the script fills.
 *
 * @param {string} name
 * @param {ParentNode} [root]
 */
export const slot = (name, root = document) => find(root, `[data-slot="${name}"]`, HTMLElement);

/**
 * Call `then` for every press of a button of that name, until `signal` is aborted.
 *
 * @param {string} name
 * @param {ParentNode} root
 * @param {AbortSignal} signal
 * @param {() => void} then
 */
export function onPress(name, root, signal, then) {
  for (const button of root.querySelectorAll(`[data-act="${name}"]`))
    button.addEventListener("click", () => then(), { signal });
}
