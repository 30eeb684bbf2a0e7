/**
 * A hand's points as numbers that do not change with its place, size or turn in the frame; the twin
 * of inference/tasks/gesture/features.py.
 */

/** @typedef {import("./facts.js").FeatureFacts} FeatureFacts */

const JOINTS = 21;

/**
 * @param {Float32Array} points 21 × (x, y, z) in pixels
 * @param {Float32Array} world 21 × (x, y, z)
 * @param {FeatureFacts} facts
 * @returns {number[]}
 */
export function features(points, world, facts) {
  const straight = upright(points, facts.knuckles);
  return [
    ...straight.subarray(3),
    ...bends(straight, facts.fingers),
    ...bends(world, facts.fingers),
    ...distances(world, facts),
  ];
}

/**
 * The other hand doing the same; for points and for world.
 * @param {Float32Array} points
 */
export function mirrored(points) {
  return points.map((value, at) => (at % 3 === 0 ? -value : value));
}

/**
 * Wrist at the origin, knuckles above it, the palm of size 1.
 * @param {Float32Array} points
 * @param {number[]} knuckles
 */
function upright(points, knuckles) {
  const moved = points.map((value, at) => value - points[at % 3]);
  const mean = (/** @type {number} */ axis) =>
    knuckles.reduce((sum, joint) => sum + moved[3 * joint + axis], 0) / knuckles.length;
  const [x, y] = [mean(0), mean(1)];
  const length = Math.hypot(x, y) + 1e-6;
  // The way to the knuckles becomes (0, -1): up, as y runs down.
  const [cos, sin, size] = [-y / length, x / length, palm(moved, knuckles)];
  const straight = new Float32Array(moved.length);
  for (let at = 0; at < 3 * JOINTS; at += 3) {
    straight[at] = (moved[at] * cos + moved[at + 1] * sin) / size;
    straight[at + 1] = (moved[at + 1] * cos - moved[at] * sin) / size;
    straight[at + 2] = moved[at + 2] / size;
  }
  return straight;
}

/**
 * The mean way from the wrist to the knuckles.
 * @param {Float32Array} points
 * @param {number[]} knuckles
 */
function palm(points, knuckles) {
  return knuckles.reduce((sum, joint) => sum + way(points, joint, 0), 0) / knuckles.length + 1e-6;
}

/**
 * @param {Float32Array} points
 * @param {number} one
 * @param {number} other
 */
function way(points, one, other) {
  const [at, to] = [3 * one, 3 * other];
  const [x, y, z] = [points[at] - points[to], points[at + 1] - points[to + 1], points[at + 2] - points[to + 2]];
  return Math.sqrt(x * x + y * y + z * z);
}

/**
 * Cosines at three joints of every finger, 1 where it is straight.
 * @param {Float32Array} points
 * @param {number[][]} fingers chains of joints from the wrist
 */
function bends(points, fingers) {
  return fingers.flatMap((chain) => {
    const bones = chain.slice(1).map((joint, at) => bone(points, chain[at], joint));
    return bones.slice(1).map((next, at) => dot(next, bones[at]));
  });
}

/**
 * @param {Float32Array} points
 * @param {number} from
 * @param {number} to
 */
function bone(points, from, to) {
  const length = way(points, from, to) + 1e-6;
  return [0, 1, 2].map((axis) => (points[3 * to + axis] - points[3 * from + axis]) / length);
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function dot(one, other) {
  return one.reduce((sum, value, at) => sum + value * other[at], 0);
}

/**
 * @param {Float32Array} world
 * @param {FeatureFacts} facts
 */
function distances(world, { pairs, knuckles }) {
  const size = palm(world, knuckles);
  return pairs.map(([one, other]) => way(world, one, other) / size);
}
