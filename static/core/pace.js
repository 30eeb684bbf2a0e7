/** Whether a machine reads its camera fast enough for a quick hand. */

// As many looks as this are judged together: one that took long, its page being away, is nothing.
const SAMPLE = 5;
// Around the beat a hand is seen four times then.
const LONGEST = 140;

export class Pace {
  /** @type {number[]} */
  #last = [];

  /**
   * @param {number} took milliseconds from the wish for a look to what it told
   * @returns {boolean} it is too slow
   */
  note(took) {
    this.#last = [...this.#last, took].slice(-SAMPLE);
    return this.#last.filter((each) => each > LONGEST).length > SAMPLE / 2;
  }
}
