/**
 * The attract loop: the page moves by itself; any touch, click or key begins a visit, and a raised
 * hand where the operator wants that.
 */

import { next } from "../core/dom.js";
import { pause } from "../core/patience.js";
import { Palm } from "./palm.js";
import { tellPalm } from "./panel.js";
import { scene, show } from "./scenes.js";
import { home } from "./watch.js";

// A visitor who chose another language and left: the next one meets the campaign's own.
const FORGET_LANGUAGE = 45_000;
// Longer than a wave, shorter than patience.
const RAISED = 1000;

/**
 * Resolves when somebody is there, with how they began.
 *
 * @param {{borrowed: boolean, urls: {home: string}}} page `borrowed`: not in its own language
 * @param {import("./lookout.js").Lookout | null} lookout
 * @returns {Promise<"touch" | "hand">}
 */
export async function attract(page, lookout) {
  show("attract");
  const gone = new AbortController();
  if (page.borrowed)
    pause(FORGET_LANGUAGE, gone.signal).then(
      () => home(page.urls.home),
      () => undefined,
    );
  const { signal } = gone;
  const begun = Promise.race([touched(signal), pressed(signal)]).then(() => "touch");
  const ways = [begun, ...(lookout ? [raised(lookout, signal).then(() => "hand")] : [])];
  const how = /** @type {"touch" | "hand"} */ (await Promise.race(ways));
  gone.abort();
  return how;
}

/**
 * @param {import("./lookout.js").Lookout} lookout
 * @param {AbortSignal} signal
 */
function raised(lookout, signal) {
  const tell = tellPalm(scene("attract"));
  return lookout.palm(new Palm(RAISED), tell, signal);
}

/** @param {AbortSignal} signal */
async function touched(signal) {
  for (;;) {
    const { target } = await next(scene("attract"), "click", signal);
    if (!(target instanceof Element && target.closest("a"))) return;
  }
}

/** @param {AbortSignal} signal */
async function pressed(signal) {
  for (;;) {
    const event = await next(document, "keydown", signal);
    const on = document.activeElement;
    if (event instanceof KeyboardEvent && [" ", "Enter"].includes(event.key) && on?.tagName !== "A")
      return event.preventDefault();
  }
}
