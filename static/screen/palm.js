/**
 * An open palm that is held up, told from one that just passes by: fed with what an eye sees, look
 * by look. It knows no camera, no page and no clock.
 */

/**
 * `part`: 0 … 1 of the time that it must be held; `up`: a palm is up, counted or not; `done`: told
 * once, when the time is full; `spent`: a palm that is up does not count before it was lowered.
 * @typedef {{part: number, up: boolean, done: boolean, spent: boolean}} Held
 */
/** @typedef {{x: number, y: number, size: number}} Place of a palm, in pixels */
/** @typedef {import("../vision/eye.js").HandsSeen} HandsSeen */

const SURE = 0.6;
// From wrist to middle knuckle, in heights of what is looked at: somebody within about 3 m.
const NEAR = 0.04;
// A palm that goes further than so many of its sizes waves, or walks by.
const STAYS = 1.5;
// So many milliseconds without a palm are a look that missed it, and then it was lowered.
const SLACK = 600;
// Whoever has something to choose from and just holds up a hand may want something else.
const HESITANT = 2;
const WRIST = 0;
const KNUCKLE = 9;
const TIP = 12;

export class Palm {
  // A hand that was up before anybody was asked says nothing.
  #spent = true;
  /** @type {Place | null} where the palm was first seen that is up */
  #first = null;
  #since = 0;
  #last = -Infinity;

  /**
   * @param {number} lasts milliseconds
   * @param {number} [from] no time before counts
   * @param {import("./aim.js").Aim | null} [aim] where there is something to point at: holding
   *   begins anew with each thing, and takes longer as long as nothing was pointed at on purpose
   */
  constructor(lasts, from = -Infinity, aim = null) {
    this.lasts = lasts;
    this.from = from;
    this.aim = aim;
  }

  /**
   * Take a look into account.
   *
   * @param {Pick<HandsSeen, "gesture" | "confidence" | "landmarks">} seen
   * @param {number} height of what was looked at, in pixels
   * @param {number} at in milliseconds
   * @returns {Held}
   */
  note(seen, height, at) {
    const place = openPalm(seen, height);
    if (place) this.#keep(place, at);
    else if (at - this.#last > SLACK) this.#lower(at);
    const counts = Boolean(this.#first) && !this.#spent;
    const held = this.#last - Math.max(this.#since, this.from);
    const lasts = this.aim && !this.aim.moved ? HESITANT * this.lasts : this.lasts;
    const part = counts ? Math.min(Math.max(held / lasts, 0), 1) : 0;
    const done = part === 1;
    if (done) this.#spent = true;
    return { part, done, up: Boolean(this.#first), spent: this.#spent };
  }

  /**
   * @param {Place} place
   * @param {number} at
   */
  #keep(place, at) {
    this.#last = at;
    const turned = this.aim?.follow(place);
    if (this.#first && !turned && distance(this.#first, place) <= STAYS * place.size) return;
    this.#first = place;
    this.#since = at;
  }

  /** @param {number} at */
  #lower(at) {
    // The first look of all has nothing before it.
    if (this.#last === -Infinity) this.#last = at;
    else this.#spent = false;
    this.#first = null;
    this.aim?.lower();
  }
}

/**
 * @param {Pick<HandsSeen, "gesture" | "confidence" | "landmarks">} seen
 * @param {number} height
 * @returns {Place | null} null: no palm, or one that is far away or points down
 */
function openPalm({ gesture, confidence, landmarks: [points] }, height) {
  if (gesture !== "paper" || confidence < SURE || !points) return null;
  const [wrist, knuckle, tip] = [WRIST, KNUCKLE, TIP].map((at) => ({
    x: points[3 * at],
    y: points[3 * at + 1],
  }));
  const size = distance(wrist, knuckle);
  const isNear = size >= NEAR * height;
  return isNear && tip.y < wrist.y ? { ...knuckle, size } : null;
}

/**
 * @param {{x: number, y: number}} one
 * @param {{x: number, y: number}} other
 */
const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
