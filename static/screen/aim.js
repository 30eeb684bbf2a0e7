/**
 * At which of several things an open palm points. The way that it goes from where it came up leads
 * from one thing to the next, wherever the player stands. It knows no camera and no clock.
 */

/** @typedef {{x: number, y: number}} Point in pixels of the page */
/** @typedef {import("./palm.js").Place} Place */

// From one thing to its neighbour the palm goes so many of its own sizes.
const STEP = 1.4;
// So much nearer than the one pointed at another one must be, in steps: no palm keeps quite still.
const MARGIN = 0.2;
// No palm goes so many of its sizes from one look to the next: it is another one.
const LEAP = 3;
// Things stand in one line where they differ by less than this part of all the room they take.
const IN_LINE = 0.1;

export class Aim {
  /** The number of the thing that is pointed at. */
  at;
  /** Whether the palm has pointed at another thing than the first one. */
  moved = false;
  /** @type {Point[]} */
  #middles = [];
  /** @type {Point} from one thing to the next */
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
    this.moved = true;
    return true;
  }

  #begin() {
    this.#middles = this.middles();
    this.#pitch = { x: pitch(this.#middles, "x", "y"), y: pitch(this.#middles, "y", "x") };
    this.#cursor = { ...this.#middles[this.at] };
  }

  /**
   * @param {number} right
   * @param {number} down
   * @param {number} step
   */
  #go(right, down, step) {
    const { x, y } = this.#cursor;
    this.#cursor = {
      x: within(x + (right / step) * this.#pitch.x, this.#ends("x")),
      y: within(y + (down / step) * this.#pitch.y, this.#ends("y")),
    };
  }

  #nearest() {
    let best = this.at;
    let least = this.#steps(best) - MARGIN;
    for (const number of this.#middles.keys()) {
      if (this.#steps(number) >= least) continue;
      best = number;
      least = this.#steps(number);
    }
    return best;
  }

  /** From the cursor to a thing. @param {number} number */
  #steps(number) {
    const { x, y } = this.#middles[number];
    // Where all stand in one line, nobody goes across it.
    const right = (x - this.#cursor.x) / (this.#pitch.x || 1);
    return Math.hypot(right, (y - this.#cursor.y) / (this.#pitch.y || 1));
  }

  /** @param {"x" | "y"} way */
  #ends(way) {
    const places = this.#middles.map((middle) => middle[way]);
    return { least: Math.min(...places), most: Math.max(...places) };
  }
}

/**
 * The least way from one thing to another along `way`, of two in one line if there are such; 0
 * where all of them stand in one line across it.
 *
 * @param {Point[]} middles
 * @param {"x" | "y"} way
 * @param {"x" | "y"} across
 */
function pitch(middles, way, across) {
  const pairs = middles.flatMap((one, index) =>
    middles.slice(index + 1).map((other) => ({
      along: Math.abs(one[way] - other[way]),
      aside: Math.abs(one[across] - other[across]),
    })),
  );
  const room = Math.max(...pairs.map(({ along }) => along));
  const wide = Math.max(...pairs.map(({ aside }) => aside));
  const real = pairs.filter(({ along }) => along > IN_LINE * room);
  const inLine = real.filter(({ aside }) => aside <= IN_LINE * wide);
  const ways = (inLine.length ? inLine : real).map(({ along }) => along);
  return ways.length ? Math.min(...ways) : 0;
}

/**
 * @param {number} place
 * @param {{least: number, most: number}} ends
 */
const within = (place, { least, most }) => Math.min(Math.max(place, least), most);
