/** Words that are longer than their place, unrolled for whoever cannot reach them. */

import { pause } from "../core/patience.js";

// Read aloud, a line takes about so long; before the first one and after the last there is a rest.
const TICK = 40;
const STEP = 2;
const REST = 3500;

/**
 * Over and over until `signal` is aborted; a finger may help.
 *
 * @param {Element} words
 * @param {AbortSignal} signal
 */
export async function unroll(words, signal) {
  try {
    for (;;) {
      words.scrollTop = 0;
      await pause(REST, signal);
      for (let before = -1; words.scrollTop > before; await pause(TICK, signal)) {
        before = words.scrollTop;
        words.scrollTop = before + STEP;
      }
      await pause(REST, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
