/**
 * Points without the network's trembling: what rests is smoothed, what moves is followed at once.
 * After Casiez, Roussel and Vogel, "1€ Filter" (CHI 2012).
 */

import { rescaled } from "./geometry.js";

// Of a body at rest, in Hz; how much a body's width a second adds to it; and of the speed itself.
const RESTING = 1;
const MOVING = 30;
const SPEED = 2;
// A pause longer than this breaks the thread.
const PAUSE_MS = 500;
// A row's last number, visibility, is smoothed with the cutoff of what rests.
const ROW = 4;

export class Steady {
  constructor() {
    /** @type {Float32Array|null} */
    this.values = null;
    this.speeds = new Float32Array(0);
    this.at = 0;
  }

  /**
   * @param {Float32Array} points rows of (x, y, z, visibility)
   * @param {number} width of the body, in the points' unit
   * @param {number} now ms
   * @returns {Float32Array} a new one
   */
  step(points, width, now) {
    const seconds = (now - this.at) / 1000;
    this.at = now;
    if (!this.values || seconds <= 0 || seconds > PAUSE_MS / 1000) {
      this.values = points.slice();
      this.speeds = new Float32Array(points.length);
      return points.slice();
    }
    const { values, speeds } = this;
    for (let at = 0; at < points.length; at += 1) {
      const size = at % ROW === ROW - 1 ? Infinity : width;
      const speed = (points[at] - values[at]) / seconds / size;
      speeds[at] += share(SPEED, seconds) * (speed - speeds[at]);
      const cutoff = RESTING + MOVING * Math.abs(speeds[at]);
      values[at] += share(cutoff, seconds) * (points[at] - values[at]);
    }
    return values.slice();
  }

  /**
   * The points' unit is another from now on.
   * @param {number} across
   * @param {number} down
   */
  rescale(across, down) {
    this.values = this.values && rescaled(this.values, ROW, across, down);
  }
}

/**
 * How much of the step to a new value is taken.
 * @param {number} cutoff Hz
 * @param {number} seconds since the last one
 */
function share(cutoff, seconds) {
  return 1 / (1 + 1 / (2 * Math.PI * cutoff * seconds));
}
