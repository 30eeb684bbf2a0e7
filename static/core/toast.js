/** A short word at the bottom of the page, read aloud too. Part of the first load: no imports. */

const STAYS = 2600;
let timer = 0;

/** @param {string} name of the words: the page holds them in its [data-toast] */
export function toast(name) {
  const box = /** @type {HTMLElement} */ (document.querySelector("[data-toast]"));
  const words = box.querySelector(`template[data-words="${name}"]`);
  if (!(words instanceof HTMLTemplateElement)) throw new Error(`the page has no words for ${name}`);
  box.querySelector("output")?.replaceChildren(words.content.cloneNode(true));
  box.toggleAttribute("data-shown", true);
  clearTimeout(timer);
  timer = setTimeout(() => box.removeAttribute("data-shown"), STAYS);
}
