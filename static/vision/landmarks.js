/** The 21 points of one hand; the twin of inference/models/hand_landmark.py. */

import { toFrame, turned } from "./geometry.js";

/** @typedef {import("./runtime.js").Network} Network */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Window} Window */
/**
 * `points`: 21 × (x, y, z) in pixels of the frame; `world`: in metres, along the frame's axes;
 * `right`: 0 … 1, how likely it is the person's own right one, the frame not being mirrored;
 * `presence`: 0 … 1, how sure the network is that it looked at a hand.
 * @typedef {{points: Float32Array, world: Float32Array, right: number, presence: number}} Hand
 */

/**
 * The hand that fills the window, its wrist below its knuckles as seen in there. Only worth its
 * `presence`: there are always points.
 * @param {Network} network
 * @param {Frame} frame
 * @param {Window} window
 * @returns {Promise<Hand>}
 */
export async function locate(network, frame, window) {
  const [raw, presence, right, flat] = await network.see(frame, window);
  const points = new Float32Array(raw.length);
  const world = new Float32Array(raw.length);
  for (let at = 0; at < raw.length; at += 3) {
    points.set(toFrame(window, raw[at] / network.width, raw[at + 1] / network.width), at);
    points[at + 2] = (raw[at + 2] / network.width) * window.width;
    world.set(turned(flat[at], flat[at + 1], window.angle), at);
    world[at + 2] = flat[at + 2];
  }
  return { points, world, right: right[0], presence: presence[0] };
}
