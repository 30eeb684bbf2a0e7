/**
 * How much is wanted of a machine, chosen by how long its looks take: down within a second of slow
 * ones, up again once the step above was affordable for long. It knows no camera and no clock.
 *
 * What a step saves is learned when it is taken, so that a load which stays the same moves nothing:
 * the step above is climbed only where, by what it cost before, it would be easy now. A saving that
 * may have been chance, for something else kept the machine busy then, is doubted after a while:
 * the step is tried once, and where that fails what it costs is known for sure.
 */

// So many looks are judged together, fewer where they fill a second; the longest, a hiccup, is
// left out. Where only every third look is a whole one, six hold two of them.
const SAMPLE = 9;
const FEWEST = 6;
const SECOND_MS = 1000;
// A look that takes longer than this is felt; one as short as that leaves room.
const SLOW_MS = 70;
const EASY_MS = 45;
// So long it must have been easy. A fall so soon after a climb proves what the step costs; a
// saving that is older, and was not proven, is doubted, each time only after twice as long.
const CALM_MS = 8000;
const DOUBT_MS = 20_000;
// A pause longer than this says nothing of the machine.
const PAUSE_MS = 2000;

/**
 * What a step down saved: a look took so many `times` as long before; `until`, in ms, it is
 * believed, and for good where it was proven; `falls`: how often the step was taken.
 * @typedef {{times: number, until: number, falls: number, isProven: boolean}} Saving
 */

export class Stairs {
  /** The step that it stands on; 0: all that can be had. */
  step = 0;
  /** @type {number[]} ms of the last looks on this step */
  #sample = [];
  /** @type {(Saving|undefined)[]} by the step that was left */
  #savings = [];
  /** ms of a look before the last fall, until it is known what that saved. */
  #before = 0;
  #easySince = Infinity;
  #climbedAt = -Infinity;
  #last = 0;

  /** @param {number} steps how many there are */
  constructor(steps) {
    this.steps = steps;
  }

  /**
   * Takes a look into account.
   * @param {number} took ms
   * @param {number} now ms
   * @returns {number} the step for the next one
   */
  note(took, now) {
    if (now - this.#last > PAUSE_MS + took) {
      this.#begin();
    }
    this.#last = now;
    this.#sample = [...this.#sample, took].slice(-SAMPLE);
    const load = loadOf(this.#sample);
    if (load !== null) {
      this.#judge(load, now);
    }
    return this.step;
  }

  /**
   * @param {number} load ms of a look
   * @param {number} now
   */
  #judge(load, now) {
    if (this.#before > 0) {
      this.#learn(this.#before / load, now);
      this.#before = 0;
    }
    if (load > SLOW_MS && this.step + 1 < this.steps) {
      this.#before = load;
      this.#go(this.step + 1);
      return;
    }
    const isEasy = this.step > 0 && load * this.#cost(now) <= EASY_MS;
    this.#easySince = isEasy ? Math.min(this.#easySince, now) : Infinity;
    if (now - this.#easySince >= CALM_MS) {
      this.#climbedAt = now;
      this.#go(this.step - 1);
    }
  }

  /**
   * @param {number} times
   * @param {number} now
   */
  #learn(times, now) {
    const before = this.#savings[this.step - 1];
    const falls = (before?.falls ?? 0) + 1;
    const isProven = now - this.#climbedAt < DOUBT_MS;
    // What was proven is not given up for what may be chance.
    const known = before?.isProven && !isProven ? before : { times: Math.max(times, 1), isProven };
    const until = now + DOUBT_MS * 2 ** (falls - 1);
    this.#savings[this.step - 1] = { times: known.times, isProven: known.isProven, until, falls };
  }

  /**
   * How many times as long a look on the step above is expected to take.
   * @param {number} now
   */
  #cost(now) {
    const saving = this.#savings[this.step - 1];
    return saving && (saving.isProven || now < saving.until) ? saving.times : 1;
  }

  /** @param {number} step */
  #go(step) {
    this.step = step;
    this.#begin();
  }

  #begin() {
    this.#sample = [];
    this.#easySince = Infinity;
  }
}

/**
 * ms of a look in the mean; null: too few say too little.
 * @param {number[]} sample
 */
function loadOf(sample) {
  const sum = sample.reduce((total, each) => total + each, 0);
  const isEnough = sample.length === SAMPLE || (sample.length >= FEWEST && sum > SECOND_MS);
  return isEnough ? (sum - Math.max(...sample)) / (sample.length - 1) : null;
}
