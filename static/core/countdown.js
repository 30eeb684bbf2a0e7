/** Three, two, one. */

import { pause } from "./patience.js";

/**
 * @param {number} seconds 0: no countdown at all
 * @param {(left: number) => void} tick called with seconds, …, 2, 1
 * @param {AbortSignal} [signal]
 */
export async function countDown(seconds, tick, signal) {
  for (let left = seconds; left > 0; left -= 1) {
    tick(left);
    await pause(1000, signal);
  }
}
