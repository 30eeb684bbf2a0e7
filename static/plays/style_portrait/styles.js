/** The styles to choose from, by what the page tells of them. */

import { find } from "../../core/dom.js";

/** @typedef {{name: string, sample: string}} Style sample: a painted one's address, or "" */

/**
 * Put a button for each style into every place that is meant for them.
 *
 * @param {ParentNode} root
 * @param {Style[]} styles
 */
export function offer(root, styles) {
  for (const place of root.querySelectorAll("[data-styles]")) {
    const mould = find(place, "template", HTMLTemplateElement);
    for (const old of place.querySelectorAll("button")) old.remove();
    styles.forEach((style, index) => place.append(button(mould, style, index + 1)));
  }
}

/**
 * @param {HTMLTemplateElement} mould
 * @param {Style} style
 * @param {number} number as the server counts them
 */
function button(mould, { name, sample }, number) {
  const copy = /** @type {DocumentFragment} */ (mould.content.cloneNode(true));
  const made = find(copy, "button", HTMLButtonElement);
  made.value = String(number);
  find(made, "span", HTMLElement).textContent = name;
  const image = find(made, "img", HTMLImageElement);
  image.hidden = !sample;
  if (sample) image.src = sample;
  return made;
}
