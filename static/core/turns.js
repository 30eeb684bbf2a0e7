/** The turns of a round: opened, answered once each, and the same again where the network fails. */

import { ask, OutOfReach, outOfReach, post, Refused } from "./api.js";
import { pause, persist } from "./patience.js";

/**
 * @typedef {object} Score
 * @property {number} you
 * @property {number} star
 *
 * @typedef {object} Standing
 * @property {number} number of the next turn, from 1
 * @property {Score} score turns won
 * @property {boolean} over
 *
 * @typedef {object} Opened
 * @property {number} number of the turn
 * @property {string} nonce to be sent with the move
 * @property {string} [deal] what a game of traces is dealt from, hexadecimal
 * @property {number | null} [best] today's best score in it
 * @property {number} [closes_in] seconds in which it must be sent
 *
 * @typedef {object} Move
 * @property {number} number
 * @property {string} nonce
 * @property {string} move empty: the server is to read it from the frames
 * @property {"camera" | "touch"} by
 * @property {Blob[]} frames what the camera saw it by
 *
 * @typedef {object} Answer
 * @property {string} move the player's
 * @property {string} answer the star's move
 * @property {"win" | "lose" | "draw"} result
 * @property {Score} score
 * @property {boolean} over
 *
 * @typedef {object} Trace a game that is scored by where the player was
 * @property {string} nonce
 * @property {"camera" | "touch"} by
 * @property {number[][][]} tracks of each thing that moved its rows [ms, x, y]; [ms] where lost
 * @property {{at: number, frame: Blob}[]} proofs what the camera saw, and when
 *
 * @typedef {{points: number, best: number | null}} Scored as the server has counted
 *
 * @typedef {{signal: AbortSignal, waiting: () => void}} How
 */

// Until the server has read the frames it is asked this often, and for so long.
const PAUSE = 200;
const PATIENCE = 30_000;

/** @returns {Standing} */
export const fresh = () => ({ number: 1, score: { you: 0, star: 0 }, over: false });

/**
 * @param {string} url
 * @param {number} number
 * @param {How} how
 * @returns {Promise<Opened>}
 */
export async function openTurn(url, number, how) {
  try {
    return await post(url, { number }, how);
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== "out_of_order") throw error;
    // Answered just when the page went: it goes on with the one after it.
    return post(url, { number: number + 1 }, how);
  }
}

/**
 * @param {string} url
 * @param {Move} move
 * @param {How} how
 * @returns {Promise<Answer>}
 */
export async function sendTurn(url, move, { signal, waiting }) {
  const how = { tries: 4, again: outOfReach, waiting, signal };
  const later = `${url}?nonce=${encodeURIComponent(move.nonce)}`;
  const started = performance.now();
  let answer = await persist(() => ask(url, { method: "POST", body: formOf(move), signal }), how);
  while (answer.state === "reading") {
    if (performance.now() - started > PATIENCE) throw new OutOfReach();
    await pause(PAUSE, signal);
    answer = await persist(() => ask(later, { cache: "no-store", signal }), how);
  }
  return answer;
}

/**
 * @param {string} url
 * @param {Trace} trace
 * @param {How} how
 * @returns {Promise<Scored>}
 */
export function sendTrace(url, { nonce, by, tracks, proofs }, { signal, waiting }) {
  const form = new FormData();
  form.set("nonce", nonce);
  form.set("by", by);
  form.set("tracks", JSON.stringify(tracks));
  for (const { at, frame } of proofs) {
    form.append("at", String(at));
    form.append("frame", frame, "frame.jpg");
  }
  const once = () => ask(url, { method: "POST", body: form, signal });
  return persist(once, { tries: 4, again: outOfReach, waiting, signal });
}

/** @param {Move} move */
function formOf({ number, nonce, move, by, frames }) {
  const form = new FormData();
  form.set("number", String(number));
  form.set("nonce", nonce);
  form.set("move", move);
  form.set("by", by);
  for (const frame of frames) form.append("frame", frame, "frame.jpg");
  return form;
}

/**
 * How it stands after an answer.
 *
 * @param {number} number of the turn that was answered
 * @param {Answer} answer
 * @returns {Standing}
 */
export const after = (number, { score, over }) => ({ number: number + 1, score, over });
