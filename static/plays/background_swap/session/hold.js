/** A gesture that is held, and does not just pass by. */

/** @typedef {{gesture: string, part: number, done: boolean}} Held part: 0 … 1 of the time */

const LASTS = 700;
// A net that loses the hand for a frame or two does not take the gesture back.
const SLACK = 280;
const UNSURE = 0.5;

export class Hold {
  #gesture = "";
  #since = 0;
  #last = 0;
  #fired = false;

  /** @param {string[]} wanted the gestures that mean something */
  constructor(wanted) {
    this.wanted = wanted;
  }

  /**
   * Take a look into account; `done` is told once for each time that a gesture is held up.
   *
   * @param {{gesture: string, confidence: number}} reading
   * @param {number} at in milliseconds
   * @returns {Held}
   */
  note({ gesture, confidence }, at) {
    const shown = this.wanted.includes(gesture) && confidence >= UNSURE ? gesture : "";
    if (shown && shown === this.#gesture) this.#last = at;
    else if (!this.#gesture || at - this.#last > SLACK) this.#start(shown, at);
    if (!this.#gesture || this.#fired) return { gesture: "", part: 0, done: false };
    const part = Math.min(1, (this.#last - this.#since) / LASTS);
    this.#fired = part === 1;
    return { gesture: this.#gesture, part, done: this.#fired };
  }

  /**
   * @param {string} gesture
   * @param {number} at
   */
  #start(gesture, at) {
    this.#gesture = gesture;
    this.#since = this.#last = at;
    this.#fired = false;
  }
}
