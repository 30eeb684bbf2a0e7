/** The 33 points of one body; the twin of inference/models/pose_landmark.py. */

import { toFrame } from "./geometry.js";

/** @typedef {import("./facts.js").BodyFacts} BodyFacts */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Window} Window */
/** @typedef {import("./runtime.js").Network} Network */
/** @typedef {import("./windows.js").Point} Point */
/**
 * `points`: 33 × (x, y, z, visibility) in pixels of the frame, visibility 0 … 1; `circle`: the point
 * between the hips and one on the rim of the circle around the whole body, above the head;
 * `presence`: 0 … 1, how sure the network is that it looked at a body.
 * @typedef {{points: Float32Array, circle: [Point, Point], presence: number}} Pose
 */

// Of a row of the network's answer: x, y, z, visibility, and one more that is not used.
const ROW = 5;
/** Of a row of `points`. */
export const PLACES = 4;

/**
 * The body whose circle fills the window, upright in there. Only worth its `presence`: there are
 * always points.
 * @param {Network} network
 * @param {Frame} frame
 * @param {Window} window
 * @param {BodyFacts} facts
 * @returns {Promise<Pose>}
 */
export async function locate(network, frame, window, facts) {
  const [raw, presence, maps] = await network.see(frame, window);
  const count = raw.length / ROW;
  const cells = Math.round(Math.sqrt(maps.length / count));
  const places = new Float32Array(2 * count);
  for (let at = 0; at < count; at += 1) {
    const [x, y] = [raw[ROW * at] / network.width, raw[ROW * at + 1] / network.width];
    places.set(toFrame(window, ...refined(x, y, maps, at, { count, cells }, facts)), 2 * at);
  }
  const points = new Float32Array(PLACES * facts.points);
  for (let at = 0; at < facts.points; at += 1) {
    const depth = (raw[ROW * at + 2] * window.width) / network.width;
    points.set([places[2 * at], places[2 * at + 1], depth, sigmoid(raw[ROW * at + 3])], PLACES * at);
  }
  const circle = /** @type {[Point, Point]} */ (
    [0, 1].map((beyond) => [...places.subarray(2 * (facts.points + beyond)).subarray(0, 2)])
  );
  return { points, circle, presence: presence[0] };
}

/**
 * A point drawn to the middle of what its map shows around it; both as fractions of the window. It
 * stays where its map sees nothing, or lies outside.
 * @param {number} x
 * @param {number} y
 * @param {Float32Array} maps of logits, cells × cells × count
 * @param {number} at which of the points
 * @param {{count: number, cells: number}} shape
 * @param {BodyFacts} facts
 * @returns {Point}
 */
function refined(x, y, maps, at, { count, cells }, { reach, sure }) {
  const [column, row] = [Math.floor(x * cells), Math.floor(y * cells)];
  if (Math.min(column, row) < 0 || Math.max(column, row) >= cells) {
    return [x, y];
  }
  let [total, across, down, top] = [1e-9, 0, 0, 0];
  for (let v = Math.max(row - reach, 0); v <= Math.min(row + reach, cells - 1); v += 1) {
    for (let u = Math.max(column - reach, 0); u <= Math.min(column + reach, cells - 1); u += 1) {
      const heat = sigmoid(maps[(v * cells + u) * count + at]);
      total += heat;
      across += heat * u;
      down += heat * v;
      top = Math.max(top, heat);
    }
  }
  return top >= sure ? [across / total / cells, down / total / cells] : [x, y];
}

/** @param {number} logit */
function sigmoid(logit) {
  return 1 / (1 + Math.exp(-logit));
}
