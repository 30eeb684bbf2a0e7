/** The attract loop: the page moves by itself; any touch, click or key begins a visit. */

import { next } from "../core/dom.js";
import { pause } from "../core/patience.js";
import { scene, show } from "./scenes.js";
import { home } from "./watch.js";

// A visitor who chose another language and left: the next one meets the campaign's own.
const FORGET_LANGUAGE = 45_000;

/**
 * Resolves when somebody is there.
 *
 * @param {{borrowed: boolean, urls: {home: string}}} page `borrowed`: not in its own language
 */
export async function attract(page) {
  show("attract");
  const gone = new AbortController();
  if (page.borrowed)
    pause(FORGET_LANGUAGE, gone.signal).then(
      () => home(page.urls.home),
      () => undefined,
    );
  await Promise.race([touched(gone.signal), pressed(gone.signal)]);
  gone.abort();
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
