/**
 * Which parts of the frames are people; the twin of `cut_out(…, fine=False)` of
 * inference/tasks/portrait.py at the network's size, steadied in time.
 */

import { Calm } from "./calm.js";
import { Edges } from "./edges.js";
import { clearPassersBy } from "./figures.js";
import { sizeOf } from "./geometry.js";

/** @typedef {import("./eye.js").Mask} Mask */
/** @typedef {import("./facts.js").PortraitFacts} PortraitFacts */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./runtime.js").Network} Network */

export class Masks {
  /**
   * @param {Network} square
   * @param {Network} wide
   * @param {PortraitFacts} facts
   */
  constructor(square, wide, facts) {
    this.square = square;
    this.wide = wide;
    this.facts = facts;
    this.edges = new Edges(facts);
    this.calm = new Calm();
  }

  /**
   * @param {Frame} frame
   * @param {number} now ms
   * @returns {Promise<Mask>}
   */
  async see(frame, now) {
    const [width, height] = sizeOf(frame);
    const network = width > this.facts.wider * height ? this.wide : this.square;
    const everything = { x: width / 2, y: height / 2, width, height, angle: 0 };
    const [answer] = await network.see(frame, everything);
    clearPassersBy(answer, network.width, this.facts);
    const mask = this.edges.follow(network.values, answer, network.width);
    this.calm.step(mask, network.width, now);
    const data = new Uint8Array(mask.length);
    for (let at = 0; at < mask.length; at += 1) {
      data[at] = 255 * mask[at] + 0.5;
    }
    return { data, width: network.width, height: network.height };
  }
}
