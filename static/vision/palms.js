/** Finds palms; the twin of inference/models/palm_detection.py. */

import { merged } from "./boxes.js";
import { toFrame, wholeFrame } from "./geometry.js";

/** @typedef {import("./facts.js").PalmFacts} PalmFacts */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./runtime.js").Network} Network */

// A row of the network's answer: a box as (middle, size), and seven points.
const PAIRS = 9;

export class Palms {
  /**
   * @param {Network} network
   * @param {PalmFacts} facts
   */
  constructor(network, facts) {
    this.network = network;
    this.facts = facts;
  }

  /**
   * Best first: score, corners (x0, y0, x1, y1), seven points, in pixels of the frame.
   * @param {Frame} frame
   * @returns {Promise<Float32Array[]>}
   */
  async detect(frame) {
    const window = wholeFrame(frame);
    const [rows, logits] = await this.network.see(frame, window);
    const least = Math.log(this.facts.score / (1 - this.facts.score));
    const found = [];
    for (let at = 0; at < logits.length; at += 1) {
      if (logits[at] >= least) {
        const pairs = rows.subarray(2 * PAIRS * at, 2 * PAIRS * (at + 1));
        found.push(this.#placed(1 / (1 + Math.exp(-logits[at])), pairs, at, window));
      }
    }
    return merged(found, this.facts.overlap);
  }

  /**
   * @param {number} score
   * @param {Float32Array} pairs in pixels of the crop, seen from the anchor
   * @param {number} at
   * @param {import("./geometry.js").Window} window
   */
  #placed(score, pairs, at, window) {
    const side = this.network.side;
    const [x, y] = [this.facts.anchors[2 * at], this.facts.anchors[2 * at + 1]];
    const [middleX, middleY] = [x + pairs[0] / side, y + pairs[1] / side];
    const [halfX, halfY] = [pairs[2] / side / 2, pairs[3] / side / 2];
    const row = new Float32Array(1 + 2 * PAIRS);
    row[0] = score;
    row.set(toFrame(window, middleX - halfX, middleY - halfY), 1);
    row.set(toFrame(window, middleX + halfX, middleY + halfY), 3);
    for (let pair = 2; pair < PAIRS; pair += 1) {
      const point = toFrame(window, x + pairs[2 * pair] / side, y + pairs[2 * pair + 1] / side);
      row.set(point, 1 + 2 * pair);
    }
    return row;
  }
}
