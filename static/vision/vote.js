/**
 * What a player threw, out of the readings around the beat: the first gesture that is held counts,
 * so a hand that changes after it has seen the answer gains nothing.
 */

/** @typedef {import("./eye.js").Gesture} Gesture */
/** @typedef {"rock"|"paper"|"scissors"} Move */
/**
 * A reading and when it was taken, `at` ms on the beat's clock. With `chances` a raised hand that
 * is doubtful is read as the likeliest of the three.
 * @typedef {{at: number, gesture: Gesture, confidence: number, chances?: Record<Gesture, number>}} Seen
 */
/**
 * `frames`: indices of the readings that show it best, in time order, at most three.
 * @typedef {{gesture: Move, confidence: number, frames: number[]}} Vote
 */
/** @typedef {{index: number, at: number, move: Move, confidence: number}} Shown */

/** @type {Move[]} */
const MOVES = ["rock", "paper", "scissors"];
/** From when to when a throw is looked for, ms from the beat. */
export const EARLIEST = -150;
export const LATEST = 450;
// A fist that came up with the countdown may still open until then: it was the swing, not the throw.
// With a frame and a look after it, who held up their hand in time is answered within 250 ms.
const SWING = 180;
// A gesture is held when it is seen this often in a row.
const HELD = 2;
const MOST_FRAMES = 3;

/**
 * null: none of the three was held.
 * @param {Seen[]} readings in time order
 * @param {number} beat ms, when "shoot" was called
 * @returns {Vote|null}
 */
export function vote(readings, beat) {
  const last = held(readings, beat).at(-1);
  return settled(readings, beat) ?? (last ? answer(last) : null);
}

/**
 * The vote as soon as nothing that may still come would change it; null: not yet.
 * @param {Seen[]} readings in time order
 * @param {number} beat
 * @returns {Vote|null}
 */
export function settled(readings, beat) {
  const thrown = held(readings, beat).find((run) => !isSwing(run, beat));
  return thrown ? answer(thrown) : null;
}

/**
 * @param {Seen[]} readings
 * @param {number} beat
 */
function held(readings, beat) {
  return runs(readings, beat).filter((run) => run.length >= HELD);
}

/**
 * The readings within the window, in runs of one move. One doubtful frame, blurred by the motion,
 * ends no run.
 * @param {Seen[]} readings
 * @param {number} beat
 */
function runs(readings, beat) {
  /** @type {Shown[][]} */
  const found = [];
  for (const [index, reading] of readings.entries()) {
    const shown = reading.at >= beat + EARLIEST && reading.at <= beat + LATEST && moveOf(reading);
    if (shown && found.at(-1)?.[0].move === shown.move) {
      found.at(-1)?.push({ index, at: reading.at, ...shown });
    } else if (shown) {
      found.push([{ index, at: reading.at, ...shown }]);
    }
  }
  return found;
}

/**
 * @param {Seen} reading
 * @returns {{move: Move, confidence: number}|null}
 */
function moveOf({ gesture, confidence, chances }) {
  if (!chances) {
    const move = MOVES.find((name) => name === gesture);
    return move ? { move, confidence } : null;
  }
  const shown = 1 - chances.none;
  const sum = MOVES.reduce((total, name) => total + chances[name], 0);
  const move = MOVES.reduce((best, name) => (chances[name] > chances[best] ? name : best));
  return shown >= 0.5 && sum > 0 ? { move, confidence: (shown * chances[move]) / sum } : null;
}

/**
 * @param {Shown[]} run
 * @param {number} beat
 */
function isSwing(run, beat) {
  return run[0].at < beat && run[run.length - 1].at < beat + SWING;
}

/**
 * @param {Shown[]} run
 * @returns {Vote}
 */
function answer(run) {
  const confidence = run.reduce((sum, shown) => sum + shown.confidence, 0) / run.length;
  const best = [...run].sort((one, other) => other.confidence - one.confidence);
  const frames = best.slice(0, MOST_FRAMES).map((shown) => shown.index);
  return { gesture: run[0].move, confidence, frames: frames.sort((one, other) => one - other) };
}
