/** A short word at the bottom of the page, read aloud too. */

import { find } from "./dom.js";

const STAYS = 2600;
let timer = 0;

/** @param {string} name of the words: the page holds them in its [data-toast] */
export function toast(name) {
  const box = find(document, "[data-toast]", HTMLElement);
  const words = find(box, `template[data-words="${name}"]`, HTMLTemplateElement);
  const said = find(box, "output", HTMLOutputElement);
  said.replaceChildren(words.content.cloneNode(true));
  box.toggleAttribute("data-shown", true);
  clearTimeout(timer);
  timer = setTimeout(() => box.removeAttribute("data-shown"), STAYS);
}
