/** The ring that empties while a scene waits: everybody sees how long it stays. */

import { pause } from "../core/patience.js";

/**
 * Resolves after `seconds`, the ring of `scene` (where it has one) emptying meanwhile.
 *
 * @param {HTMLElement} scene
 * @param {number} seconds
 * @param {AbortSignal} [signal]
 */
export async function waitRound(scene, seconds, signal) {
  const ring = scene.querySelector("[data-slot=ring]");
  const moving = ring?.animate(
    { strokeDashoffset: ["0", "100"] },
    { duration: seconds * 1000, fill: "forwards" },
  );
  try {
    await pause(seconds * 1000, signal);
  } finally {
    moving?.cancel();
  }
}

/**
 * Somebody who stands there is waited for, the ring emptying meanwhile.
 *
 * @param {HTMLElement} scene
 * @param {AbortSignal} signal
 * @param {() => void} gone
 * @returns {(seconds: number) => void} begins the wait anew
 */
export function patience(scene, signal, gone) {
  let before = new AbortController();
  return (seconds) => {
    before.abort();
    before = new AbortController();
    waitRound(scene, seconds, AbortSignal.any([before.signal, signal])).then(gone, () => undefined);
  };
}
