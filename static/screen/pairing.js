/** The code that an operator types at the desk; renewed by itself when its time is up. */

import { persist, pause } from "../core/patience.js";
import { post, Refused } from "../core/api.js";
import { slot } from "./scenes.js";

/** Runs until the watch loads the paired screen. @param {string} url */
export async function showCodes(url) {
  for (;;) {
    const { code, seconds } = await persist(() => post(url, {}), {
      tries: Infinity,
      // A server that is away, or has too many screens waiting, may be asked again.
      again: (error) => !(error instanceof Refused) || error.status === 429,
    });
    const places = slot("code").children;
    for (const [index, place] of [...places].entries()) place.textContent = code?.[index] ?? "";
    await pause((seconds ?? 5) * 1000);
  }
}
