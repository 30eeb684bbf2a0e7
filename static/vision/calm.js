/**
 * A mask without flicker. Where it hardly changes it is averaged over time; where somebody moves it
 * is followed at once, and the surer the network is the sooner.
 */

// How much of a small change is taken in a frame at 30 a second, and from which change on all is.
const STILL = 0.25;
const MOTION = 0.4;
// A doubtful pixel, near one half, is believed this much less than one that is sure.
const DOUBT = 0.5;
const FRAME_MS = 1000 / 30;
// A pause longer than this breaks the thread.
const PAUSE_MS = 500;

export class Calm {
  constructor() {
    this.before = new Float32Array(0);
    this.width = 0;
    this.at = 0;
  }

  /**
   * @param {Float32Array} mask 0 … 1; written to
   * @param {number} width
   * @param {number} now ms
   */
  step(mask, width, now) {
    const { before } = this;
    const passed = now - this.at;
    const isNew = mask.length !== before.length || width !== this.width || passed > PAUSE_MS;
    [this.at, this.width] = [now, width];
    if (isNew) {
      this.before = mask.slice();
      return;
    }
    // As many frames may have been left out as a slow machine needs.
    const still = 1 - (1 - STILL) ** Math.max(passed / FRAME_MS, 1);
    for (let at = 0; at < mask.length; at += 1) {
      const change = mask[at] - before[at];
      const moved = Math.min(Math.abs(change) / MOTION, 1);
      const doubt = DOUBT * (1 - Math.abs(2 * mask[at] - 1)) * (1 - moved);
      const taken = (still + (1 - still) * moved) * (1 - doubt);
      before[at] += taken * change;
      mask[at] = before[at];
    }
  }
}
