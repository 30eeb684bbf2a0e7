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
