/**
 * Where to look for a hand's points, given its palm or the points it had a moment ago; the twin of
 * inference/tasks/hands/windows.py.
 */

import { turned } from "./geometry.js";

/** @typedef {import("./facts.js").WindowFacts} WindowFacts */
/** @typedef {import("./facts.js").Around} Around */
/** @typedef {import("./geometry.js").Window} Window */

/**
 * @param {Float32Array} palm a row as `Palms.detect` answers it
 * @param {WindowFacts} facts
 * @returns {Window}
 */
export function windowOfPalm(palm, facts) {
  const [, x0, y0, x1, y1, wristX, wristY] = palm;
  const [knuckleX, knuckleY] = palm.subarray(9, 11);
  const side = Math.max(x1 - x0, y1 - y0);
  const angle = upwards(knuckleX - wristX, knuckleY - wristY);
  return around((x0 + x1) / 2, (y0 + y1) / 2, side, angle, facts.palm);
}

/**
 * @param {Float32Array} points 21 × (x, y, z)
 * @param {WindowFacts} facts
 * @returns {Window}
 */
export function windowOfHand(points, { steady, index, middle, ring, hand }) {
  const axis = (/** @type {number} */ of) =>
    (points[3 * index + of] + points[3 * ring + of] + 2 * points[3 * middle + of]) / 4 - points[of];
  const angle = upwards(axis(0), axis(1));
  const upright = steady.map((joint) => turned(points[3 * joint], points[3 * joint + 1], -angle));
  const [left, right] = span(upright.map(([x]) => x));
  const [top, bottom] = span(upright.map(([, y]) => y));
  const [x, y] = turned((left + right) / 2, (top + bottom) / 2, angle);
  return around(x, y, Math.max(right - left, bottom - top), angle, hand);
}

/** @param {number[]} values */
function span(values) {
  return [Math.min(...values), Math.max(...values)];
}

/**
 * The turn, clockwise, of a window in which this direction is up.
 * @param {number} x
 * @param {number} y
 */
function upwards(x, y) {
  return Math.atan2(x, -y);
}

/**
 * A window `scale` sides wide, its middle lifted by `lift` sides towards the fingers.
 * @param {number} x
 * @param {number} y
 * @param {number} side
 * @param {number} angle
 * @param {Around} how
 * @returns {Window}
 */
function around(x, y, side, angle, { lift, scale }) {
  const [dx, dy] = turned(0, -lift * side, angle);
  return { x: x + dx, y: y + dy, side: Math.max(side * scale, 1), angle };
}
