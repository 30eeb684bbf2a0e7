/**
 * At which of several things an open palm points. The way that it goes from where it came up leads
 * from one thing to the next, wherever the player stands. It knows no camera and no clock.
 */

/** @typedef {{x: number, y: number}} Point in pixels of the page */
/** @typedef {import("./palm.js").Place} Place */

// From one thing to its neighbour the palm goes so many of its own sizes.
const STEP = 1.4;
// So much nearer than the one pointed at another one must be, as a part of the way to the nearest
// one of its line: no palm keeps quite still.
const MARGIN = 0.2;
// No palm goes so many of its sizes from one look to the next: it is another one.
const LEAP = 3;
// Things stand in one line where they differ by less than this part of all the room they take.
const IN_LINE = 0.1;
// From one end to the other nobody has to go more steps than this, however small the things are.
const MOST_STEPS = 4;

export class Aim {
  /** The number of the thing that is pointed at. */
  at;
  /** Whether the palm has pointed at another thing than the first one. */
  moved = false;
  /** @type {Point[]} */
  #middles = [];
  /** @type {Point} from the thing that is pointed at to the next one */
  #pitch = { x: 0, y: 0 };
  /** @type {Point} */
  #cursor = { x: 0, y: 0 };
  /** @type {Place | null} */
  #last = null;

  /**
   * @param {() => Point[]} middles of the things; asked whenever a palm comes up
   * @param {number} start the number of the one that is pointed at first
   */
  constructor(middles, start) {
    this.middles = middles;
    this.at = start;
  }

  /** No palm is up. */
  lower() {
    this.#last = null;
  }

  /**
   * @param {Place} palm as the camera sees it; the player stands before a mirror
   * @returns {boolean} whether another thing is pointed at now
   */
  follow(palm) {
    const last = this.#last;
    this.#last = palm;
    if (!last || Math.hypot(palm.x - last.x, palm.y - last.y) > LEAP * palm.size) this.#begin();
    else this.#go(last.x - palm.x, palm.y - last.y, STEP * palm.size);
    const nearest = this.#nearest();
    if (nearest === this.at) return false;
    this.at = nearest;
    this.#measure();
    this.moved = true;
    return true;
  }

  #begin() {
    this.#middles = this.middles();
    this.#cursor = { ...this.#middles[this.at] };
    this.#measure();
  }

  #measure() {
    const { at } = this;
    this.#pitch = {
      x: pitch(this.#middles, at, "x", "y"),
      y: pitch(this.#middles, at, "y", "x"),
    };
  }

  /**
   * @param {number} right
   * @param {number} down
   * @param {number} step
   */
  #go(right, down, step) {
    const { x, y } = this.#cursor;
    this.#cursor = {
      x: within(x + (right / step) * this.#pitch.x, ends(this.#middles, "x")),
      y: within(y + (down / step) * this.#pitch.y, ends(this.#middles, "y")),
    };
  }

  #nearest() {
    const { x, y } = this.#cursor;
    const far = this.#middles.map((middle) => Math.hypot(middle.x - x, middle.y - y));
    const margin = MARGIN * Math.min(this.#pitch.x || Infinity, this.#pitch.y || Infinity);
    const nearest = far.indexOf(Math.min(...far));
    return far[nearest] < far[this.at] - margin ? nearest : this.at;
  }
}

/**
 * The way from one thing to the next along `way`, to one in its line if there is such; 0 where all
 * of them stand in one line across it.
 *
 * @param {Point[]} middles
 * @param {number} at
 * @param {"x" | "y"} way
 * @param {"x" | "y"} across
 */
function pitch(middles, at, way, across) {
  const from = (/** @type {"x" | "y"} */ axis) =>
    middles.map((middle) => Math.abs(middle[axis] - middles[at][axis]));
  const [along, aside] = [from(way), from(across)];
  const [room, wide] = [spread(middles, way), spread(middles, across)];
  const others = [...along.keys()].filter((number) => along[number] > IN_LINE * room);
  const inLine = others.filter((number) => aside[number] <= IN_LINE * wide);
  if (!others.length) return 0;
  const ways = (inLine.length ? inLine : others).map((number) => along[number]);
  return Math.max(Math.min(...ways), room / MOST_STEPS);
}

/**
 * @param {Point[]} middles
 * @param {"x" | "y"} way
 */
function spread(middles, way) {
  const { least, most } = ends(middles, way);
  return most - least;
}

/**
 * @param {Point[]} middles
 * @param {"x" | "y"} way
 */
function ends(middles, way) {
  const places = middles.map((middle) => middle[way]);
  return { least: Math.min(...places), most: Math.max(...places) };
}

/**
 * @param {number} place
 * @param {{least: number, most: number}} ends
 */
const within = (place, { least, most }) => Math.min(Math.max(place, least), most);
