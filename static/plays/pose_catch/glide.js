/** Moves on between two looks: a camera is read 12 times a second, a screen drawn 60 times. */

/** @typedef {{x: number, y: number}} Place as the rules measure the court */

// So long a movement is believed to go on, and so much of it.
const AHEAD = 220;
const BELIEVED = 0.75;
// The time in which most of the way to where it must be now is made, in ms.
const SOFT = 45;

export class Glide {
  /** @type {Place | null} where it is drawn */
  shown = null;
  /** @type {Place | null} */
  #last = null;
  #at = 0;
  #speed = { x: 0, y: 0 };

  /**
   * @param {number} at
   * @param {Place | null} place null: lost
   */
  look(at, place) {
    const last = this.#last;
    const ms = at - this.#at;
    this.#speed =
      last && place && ms > 0
        ? { x: (place.x - last.x) / ms, y: (place.y - last.y) / ms }
        : { x: 0, y: 0 };
    this.#last = place;
    this.#at = at;
    if (!place) this.shown = null;
  }

  /**
   * @param {number} now
   * @param {number} ms since it was drawn last
   */
  draw(now, ms) {
    const last = this.#last;
    if (!last) return null;
    const ahead = Math.min(Math.max(now - this.#at, 0), AHEAD) * BELIEVED;
    const aim = { x: last.x + this.#speed.x * ahead, y: last.y + this.#speed.y * ahead };
    const share = 1 - Math.exp(-ms / SOFT);
    const from = this.shown ?? aim;
    this.shown = { x: from.x + (aim.x - from.x) * share, y: from.y + (aim.y - from.y) * share };
    return this.shown;
  }
}
