/**
 * Where to look for the points of a hand or a body, given what was detected or the points it had a
 * moment ago; the twin of inference/tasks/hands/windows.py and inference/tasks/pose/windows.py.
 */

import { square, turned } from "./geometry.js";

/** @typedef {import("./facts.js").WindowFacts} WindowFacts */
/** @typedef {import("./facts.js").Around} Around */
/** @typedef {[number, number]} Point */
/** @typedef {import("./geometry.js").Window} Window */

/**
 * @param {Float32Array} palm a row as `Detector.detect` answers it
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

/**
 * The point between the hips and one on the rim of the circle around the whole body, above the head.
 * @param {Float32Array} person a row as `Detector.detect` answers it
 * @returns {[Point, Point]}
 */
export function circleOfPerson(person) {
  return [
    [person[5], person[6]],
    [person[7], person[8]],
  ];
}

/**
 * @param {[Point, Point]} circle its middle and a point on its rim, in the direction of the head
 * @param {number} margin how much wider than the circle
 */
export function windowOfCircle([middle, rim], margin) {
  const [x, y] = [rim[0] - middle[0], rim[1] - middle[1]];
  return square(...middle, Math.max(2 * Math.hypot(x, y) * margin, 1), upwards(x, y));
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
  return square(x + dx, y + dy, Math.max(side * scale, 1), angle);
}
