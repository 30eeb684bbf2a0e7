/** What the worker does when the page tells it something. */

import { Missing } from "./fetching.js";
import { openSight } from "./sight.js";

/** @typedef {import("./eye.js").Order} Order */
/** @typedef {import("./eye.js").News} News */
/** @typedef {import("./sight.js").Sight} Sight */

// The palm detector may come late, or not at all: hands are then looked for in the middle.
const TRIES = 3;
const PAUSE_MS = 5000;

/** @type {Sight|null} */
let sight = null;

/** @param {Order} order */
export async function hear(order) {
  try {
    await (order.kind === "open" ? open(order) : see(order));
  } catch (error) {
    tell({ kind: "failed", away: error instanceof Missing, message: String(error) });
  }
}

/** @param {Extract<Order, {kind: "open"}>} order */
async function open(order) {
  const progress = (/** @type {number} */ loaded, /** @type {number} */ total) =>
    tell({ kind: "progress", loaded, total });
  sight = await openSight(order, {
    progress,
    started: () => tell({ kind: "started" }),
    probed: (probed) => tell({ kind: "probed", probed }),
  });
  tell({ kind: "open" });
  void grow(sight);
}

/** @param {Sight} opened */
async function grow(opened) {
  for (let tried = 0; tried < TRIES; tried += 1) {
    try {
      await opened.grow();
      tell({ kind: "whole" });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** @param {Extract<Order, {kind: "see"}>} order */
async function see({ frame, step }) {
  try {
    if (!sight) {
      throw new Error("asked before it was open");
    }
    const seen = await sight.see(frame, step);
    tell({ kind: "seen", seen }, seen.mask ? [seen.mask.data.buffer] : []);
  } finally {
    frame.close();
  }
}

/**
 * @param {News} news
 * @param {Transferable[]} given
 */
function tell(news, given = []) {
  globalThis.postMessage(news, { transfer: given });
}
