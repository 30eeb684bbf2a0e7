/** Asking how a round stands until there is an answer. */

import { ask, outOfReach, OutOfReach } from "./api.js";
import { pause } from "./patience.js";

const FIRST = 250;
const LONGEST = 2000;
// A worker that is up answers in about a second; after this long the player is told.
const PATIENCE = 180_000;

/**
 * @param {string} url
 * @param {{signal?: AbortSignal, waiting?: () => void, at?: (step: string) => void}} [how]
 *   `waiting`: the network is away; `at`: the job is "queued" or "running"
 * @returns {Promise<import("./stage.js").Verdict>}
 */
export async function poll(url, { signal, waiting, at } = {}) {
  const started = Date.now();
  for (let wait = FIRST; Date.now() - started < PATIENCE; ) {
    const answer = await ask(url, { cache: "no-cache", signal }).catch((error) => {
      if (!outOfReach(error)) throw error;
      waiting?.();
      return null;
    });
    if (answer && answer.state !== "waiting") return verdictOf(answer);
    if (answer?.step) at?.(answer.step);
    await pause(wait, signal);
    if (Date.now() - started > 3000) wait = Math.min(LONGEST, wait * 1.25);
  }
  throw new OutOfReach();
}

/**
 * @param {any} answer
 * @returns {import("./stage.js").Verdict}
 */
function verdictOf(answer) {
  return {
    state: answer.state,
    reason: answer.reason ?? "",
    message: answer.message ?? "",
    resultUrl: answer.result_url ?? "",
  };
}
