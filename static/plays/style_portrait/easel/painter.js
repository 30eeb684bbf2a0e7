/** One wish to the server: the same photo, painted once more. */

import { ask, outOfReach, post, Refused } from "../../../core/api.js";
import { pause } from "../../../core/patience.js";
import { uuid } from "../../../core/uuid.js";

// Somebody waits with a finger on the brush: asked often at first, then with patience.
const OFTEN = 40;
const AT_FIRST = 2000;
const PATIENTLY = 400;
const LONGEST = 90_000;

/**
 * @typedef {object} Wish
 * @property {number} choice of the styles, counted from 1
 * @property {number} brush 0 … 1
 * @property {"draft" | "full"} size
 */

/**
 * @param {string} url where wishes are sent to
 * @param {Wish} wish
 * @param {AbortSignal} signal the player wants something else
 * @param {{hurry?: boolean}} [how] whether somebody waits for it
 * @returns {Promise<string>} the picture's address; rejects with Refused or OutOfReach
 */
export async function paint(url, wish, signal, { hurry = false } = {}) {
  const status_url = await asked(url, { ...wish, client_token: uuid() }, signal);
  const started = Date.now();
  for (;;) {
    const answer = await ask(status_url, { cache: "no-store", signal }).catch((error) => {
      if (!outOfReach(error) || Date.now() - started > LONGEST) throw error;
      return null;
    });
    if (answer?.state === "done") return answer.picture;
    if (answer && answer.state !== "waiting") throw new Refused(410, answer.state, answer.message);
    const often = hurry && answer && Date.now() - started < AT_FIRST;
    await pause(often ? OFTEN : PATIENTLY, signal);
  }
}

/**
 * The server takes so many wishes at once; the others wait here.
 *
 * @param {string} url
 * @param {Wish & {client_token: string}} wish
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
async function asked(url, wish, signal) {
  for (;;) {
    try {
      return (await post(url, wish, { signal })).status_url;
    } catch (error) {
      if (!(error instanceof Refused && error.code === "busy")) throw error;
    }
    await pause(PATIENTLY, signal);
  }
}

/**
 * @param {string} address
 * @returns {Promise<HTMLImageElement>} a picture that can be seen at once
 */
export async function seen(address) {
  const image = new Image();
  image.alt = "";
  image.src = address;
  await image.decode();
  return image;
}
