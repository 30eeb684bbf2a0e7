/** The player's hand before the camera: held up to begin, and thrown at the beat. */

import { EARLIEST, LATEST, settled, vote } from "../../vision/vote.js";

/** @typedef {import("../../core/filming.js").Filming} Filming */
/** @typedef {import("../../core/stage.js").Watching} Watching */
/** @typedef {import("../../core/watching.js").Look} Look */
/** @typedef {import("../../vision/eye.js").Reading} Reading */

// When the server is to look, ms from the beat: a hand that follows it is open by then.
const MOMENTS = [150, 280, 410];
// A hand that is there for so many frames is held up, and does not just pass by.
const STEADY = 4;

/**
 * Resolves when a hand is held up.
 *
 * @param {Watching} watching
 * @param {(look: Reading & Look) => void} seen
 * @param {AbortSignal} signal
 */
export async function raised(watching, seen, signal) {
  for (let steady = 0; steady < STEADY; ) {
    const look = await watching.see();
    signal.throwIfAborted();
    seen(look);
    steady = look.gesture === "none" ? 0 : steady + 1;
  }
}

/**
 * Read the hand until its move is clear.
 *
 * @param {Watching} watching
 * @param {number} beat when it must be shown, as performance.now() tells
 * @param {(look: Reading & Look) => void} seen
 * @param {AbortSignal} signal
 * @returns {Promise<{move: string, frames: Blob[]} | null>} null: it stayed unclear
 */
export async function thrown(watching, beat, seen, signal) {
  /** @type {(Reading & Look)[]} */
  const looks = [];
  for (;;) {
    const look = await watching.see(beat + EARLIEST);
    signal.throwIfAborted();
    seen(look);
    if (look.at >= beat + EARLIEST) looks.push(look);
    const isOver = look.at >= beat + LATEST;
    const found = isOver ? vote(looks, beat) : settled(looks, beat);
    if (found) {
      const frames = await Promise.all(found.frames.map((index) => looks[index].still()));
      return { move: found.gesture, frames };
    }
    if (isOver) return null;
  }
}

/**
 * What the server is to read the move from.
 *
 * @param {Filming} filming
 * @param {number} beat when it must be shown, as performance.now() tells
 */
export const filmed = (filming, beat) => filming.take(MOMENTS.map((moment) => beat + moment));
