/**
 * The hand that plays, from frame to frame; the twin of `follow_hands` of inference/tasks/hands,
 * but for one hand: the one that looks most like playing.
 */

import { overlap } from "./boxes.js";
import { rescaled, sizeOf, square } from "./geometry.js";
import { gestureOf, playing, read } from "./gesture.js";
import { locate } from "./landmarks.js";
import { windowOfHand, windowOfPalm } from "./windows.js";

/** @typedef {import("./detector.js").Detector} Detector */
/** @typedef {import("./facts.js").Facts} Facts */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Window} Window */
/** @typedef {import("./gesture.js").Read} Read */
/** @typedef {import("./landmarks.js").Hand} Hand */
/** @typedef {import("./runtime.js").Network} Network */
/** @typedef {import("./shapes.js").Shapes} Shapes */

const PALMS = 2;
// A hand at rest is looked away from this often, in frames, in case the other one is raised.
const GLANCE_EVERY = 5;
// Where the landmark network looks for a hand by itself: windows in the middle of the frame, their
// sides in shorter sides of it and their turns in degrees; the likeliest first.
const GUESSES = [
  [0.8, 0],
  [1.1, 0],
  [0.6, 0],
  [0.8, -35],
  [0.8, 35],
  [1.1, -35],
  [1.1, 35],
];
// How many of them are tried in one frame, and from which presence on one is looked at again.
const TRIES = 2;
const HINT = 0.2;
// Where the machine is slow and the palm detector has found nothing, they are tried this often, in
// frames.
const GUESS_EVERY = 3;

export class Following {
  /**
   * @param {Network} points
   * @param {Shapes} shapes
   * @param {Facts} facts
   */
  constructor(points, shapes, facts) {
    this.points = points;
    this.shapes = shapes;
    this.facts = facts;
    /** @type {Detector|null} until it has come the landmark network finds the hand by itself */
    this.palms = null;
    /** @type {Hand|null} */
    this.before = null;
    this.turn = 0;
  }

  /**
   * @param {Frame} frame
   * @param {boolean} isSparing
   */
  async see(frame, isSparing) {
    this.turn += 1;
    const followed = await this.#followed(frame);
    const isAtRest = followed !== undefined && followed.raised < 0.5;
    const glance = !followed || (isAtRest && this.turn % GLANCE_EVERY === 0);
    const others = glance ? await this.#found(frame, isSparing) : [];
    const best = playing([...(followed ? [followed] : []), ...others], this.facts.gesture);
    this.before = best?.hand ?? null;
    return { hand: this.before, ...gestureOf(best, this.facts.gesture) };
  }

  /**
   * Frames are so many times as wide and as high from now on.
   * @param {number} across
   * @param {number} down
   */
  rescale(across, down) {
    if (this.before) {
      this.before = { ...this.before, points: rescaled(this.before.points, 3, across, down) };
    }
  }

  /** @param {Frame} frame */
  async #followed(frame) {
    if (!this.before) {
      return undefined;
    }
    const hand = await this.#look(frame, windowOfHand(this.before.points, this.facts.windows));
    return hand.presence >= this.facts.hands.kept ? this.#read(hand) : undefined;
  }

  /**
   * @param {Frame} frame
   * @param {boolean} isSparing
   * @returns {Promise<Read[]>}
   */
  async #found(frame, isSparing) {
    const byPalm = this.palms ? await this.#byPalm(this.palms, frame) : [];
    const isEnough = isSparing && this.palms !== null && this.turn % GUESS_EVERY !== 0;
    const hands = byPalm.length > 0 || isEnough ? byPalm : await this.#guessed(frame);
    return apart(hands, this.facts).map((hand) => this.#read(hand));
  }

  /**
   * @param {Detector} palms
   * @param {Frame} frame
   */
  async #byPalm(palms, frame) {
    const hands = [];
    for (const palm of (await palms.detect(frame)).slice(0, PALMS)) {
      hands.push(await this.#look(frame, windowOfPalm(palm, this.facts.windows)));
    }
    return hands;
  }

  /**
   * A few guesses a frame, others in the next one.
   * @param {Frame} frame
   */
  async #guessed(frame) {
    const [width, height] = sizeOf(frame);
    for (let tried = 0; tried < TRIES; tried += 1) {
      const [size, degrees] = GUESSES[(this.turn * TRIES + tried) % GUESSES.length];
      const side = size * Math.min(width, height);
      const window = square(width / 2, height / 2, side, (degrees * Math.PI) / 180);
      const first = await this.#look(frame, window);
      if (first.presence >= HINT) {
        return [await this.#look(frame, windowOfHand(first.points, this.facts.windows))];
      }
    }
    return [];
  }

  /**
   * @param {Frame} frame
   * @param {Window} window
   */
  #look(frame, window) {
    return locate(this.points, frame, window);
  }

  /** @param {Hand} hand */
  #read(hand) {
    return read(hand, this.shapes, this.facts.gesture);
  }
}

/**
 * The hands that are there, surest first, each once.
 * @param {Hand[]} hands
 * @param {Facts} facts
 */
function apart(hands, { hands: { present, same } }) {
  /** @type {Hand[]} */
  const kept = [];
  for (const hand of [...hands].sort((one, other) => other.presence - one.presence)) {
    const box = boxOf(hand);
    if (hand.presence >= present && kept.every((other) => overlap(boxOf(other), box) <= same)) {
      kept.push(hand);
    }
  }
  return kept;
}

/** @param {Hand} hand */
function boxOf({ points }) {
  const xs = points.filter((_, at) => at % 3 === 0);
  const ys = points.filter((_, at) => at % 3 === 1);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
