/** What a scene shows of a palm that is looked for: what to do, and the ring that it fills. */

import { find, wordsIn } from "../core/dom.js";

/** @typedef {import("./palm.js").Held} Held */

/**
 * The scene's `data-eye` is "opening", "looking" or empty: then it is as if nobody looked. Its
 * `data-palm` names the words.
 *
 * @param {HTMLElement} scene that has a panel
 * @param {number} [from] until then there is something to be read, as performance.now() tells
 * @returns {import("./lookout.js").Tell}
 */
export function tellPalm(scene, from = -Infinity) {
  const panel = find(scene, "[data-palm-panel]", HTMLElement);
  const line = find(panel, "[data-palm-line]", HTMLElement);
  return (held, blind) => {
    scene.dataset.eye = held ? "looking" : blind ? "" : "opening";
    const state = stateOf(held, performance.now() < from);
    scene.style.setProperty("--part", String(held?.part ?? 0));
    if (scene.dataset.palm === state) return;
    scene.dataset.palm = state;
    line.textContent = wordsIn(panel, state);
  };
}

/**
 * @param {Held | null} held
 * @param {boolean} early
 */
function stateOf(held, early) {
  if (held?.part) return "hold";
  if (early || !held) return "read";
  return held.up && held.spent ? "lower" : "raise";
}
