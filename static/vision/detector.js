/**
 * Finds palms or people; the twin of inference/models/palm_detection.py and
 * inference/models/pose_detection.py.
 */

import { merged } from "./boxes.js";
import { toFrame, wholeFrame } from "./geometry.js";

/** @typedef {import("./facts.js").DetectorFacts} DetectorFacts */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Window} Window */
/** @typedef {import("./runtime.js").Network} Network */

export class Detector {
  /**
   * @param {Network} network
   * @param {DetectorFacts} facts
   */
  constructor(network, facts) {
    this.network = network;
    this.facts = facts;
    this.anchors = centres(facts.grids);
  }

  /**
   * Best first: score, corners (x0, y0, x1, y1), the network's points, in pixels of the frame.
   * @param {Frame} frame
   * @returns {Promise<Float32Array[]>}
   */
  async detect(frame) {
    const window = wholeFrame(frame);
    const [rows, logits] = await this.network.see(frame, window);
    // A row: a box as (middle, size), and points.
    const length = rows.length / logits.length;
    const least = Math.log(this.facts.score / (1 - this.facts.score));
    const found = [];
    for (let at = 0; at < logits.length; at += 1) {
      if (logits[at] >= least) {
        const pairs = rows.subarray(length * at, length * (at + 1));
        found.push(this.#placed(1 / (1 + Math.exp(-logits[at])), pairs, at, window));
      }
    }
    return merged(found, this.facts.overlap);
  }

  /**
   * @param {number} score
   * @param {Float32Array} pairs in pixels of the crop, seen from the anchor
   * @param {number} at
   * @param {Window} window
   */
  #placed(score, pairs, at, window) {
    const side = this.network.width;
    const [x, y] = [this.anchors[2 * at], this.anchors[2 * at + 1]];
    const [middleX, middleY] = [x + pairs[0] / side, y + pairs[1] / side];
    const [halfX, halfY] = [pairs[2] / side / 2, pairs[3] / side / 2];
    const row = new Float32Array(1 + pairs.length);
    row[0] = score;
    row.set(toFrame(window, middleX - halfX, middleY - halfY), 1);
    row.set(toFrame(window, middleX + halfX, middleY + halfY), 3);
    for (let pair = 4; pair < pairs.length; pair += 2) {
      row.set(toFrame(window, x + pairs[pair] / side, y + pairs[pair + 1] / side), 1 + pair);
    }
    return row;
  }
}

/**
 * Cell centres (x, y) as fractions of the input, row by row.
 * @param {[number, number][]} grids (cells a side, anchors a cell) of each map
 */
function centres(grids) {
  const all = [];
  for (const [cells, count] of grids) {
    for (let cell = 0; cell < cells * cells; cell += 1) {
      const [x, y] = [(cell % cells) + 0.5, Math.floor(cell / cells) + 0.5];
      for (let time = 0; time < count; time += 1) {
        all.push(x / cells, y / cells);
      }
    }
  }
  return all;
}
