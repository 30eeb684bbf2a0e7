/**
 * Where a frame takes long and hands are not all that is wanted of it, they are looked for in every
 * third one only, and are told in between as they were: what else is seen stays smooth.
 */

const SLOW_MS = 70;
const EVERY = 3;

export class Sparing {
  #isSlow = false;
  #frames = 0;

  /** @returns {boolean} the next frame goes without */
  next() {
    return this.#isSlow && (this.#frames += 1) % EVERY !== 0;
  }

  /** @param {number} took ms of a frame in which everything was looked for */
  note(took) {
    this.#isSlow = took > SLOW_MS;
  }
}
