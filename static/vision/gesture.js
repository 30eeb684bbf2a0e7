/**
 * What is known of one hand: what it shows and whether it is raised; the twin of
 * inference/tasks/gesture/reading.py.
 */

/** @typedef {import("./eye.js").Gesture} Gesture */
/** @typedef {import("./facts.js").GestureFacts} GestureFacts */
/** @typedef {import("./landmarks.js").Hand} Hand */
/** @typedef {import("./shapes.js").Shapes} Shapes */
/** `raised`: 0 … 1. @typedef {{hand: Hand, shapes: number[], raised: number}} Read */

/**
 * @param {Hand} hand
 * @param {Shapes} shapes
 * @param {GestureFacts} facts
 * @returns {Read}
 */
export function read(hand, shapes, facts) {
  return { hand, shapes: shapes.chances(hand), raised: raised(hand.points, facts) };
}

/**
 * The hand, of several, that looks most like the one that plays.
 * @param {Read[]} all
 * @param {GestureFacts} facts
 * @returns {Read|undefined}
 */
export function playing(all, facts) {
  return [...all].sort((one, other) => weight(other, facts) - weight(one, facts))[0];
}

/**
 * The gesture with the chance that it is right, and the chances of all; undefined: no hand found.
 * @param {Read|undefined} found
 * @param {GestureFacts} facts
 * @returns {{gesture: Gesture, confidence: number, chances: Record<Gesture, number>}}
 */
export function gestureOf(found, facts) {
  const { shapes, missed } = facts;
  const shown = found ? found.raised * found.hand.presence : missed;
  const given = found?.shapes ?? shapes.map(() => 1 / shapes.length);
  const chances = { rock: 0, paper: 0, scissors: 0, other: 0, none: 1 - shown };
  for (const [at, shape] of shapes.entries()) {
    chances[shape] = shown * given[at];
  }
  // Whether a hand is shown is decided first: three doubtful gestures are not a missing hand.
  const best = shapes[given.indexOf(Math.max(...given))];
  const gesture = shown >= 0.5 ? best : "none";
  return { gesture, confidence: chances[gesture], chances };
}

/**
 * @param {Read} reading
 * @param {GestureFacts} facts
 */
function weight({ hand, shapes, raised: up }, facts) {
  const plays = shapes.slice(0, facts.playing).reduce((sum, chance) => sum + chance, 0);
  const [x, y] = palmWay(hand.points);
  return up * (facts.any + plays) * (Math.hypot(x, y) + 1e-3);
}

/**
 * Whether the hand does not hang down, 0 … 1.
 * @param {Float32Array} points
 * @param {GestureFacts} facts
 */
function raised(points, { hanging, softness }) {
  const [x, y] = palmWay(points);
  const angle = Math.abs((Math.atan2(x, -y) * 180) / Math.PI);
  return 1 / (1 + Math.exp((angle - hanging) / softness));
}

/**
 * From the wrist to the middle knuckle.
 * @param {Float32Array} points
 */
function palmWay(points) {
  return [points[27] - points[0], points[28] - points[1]];
}
