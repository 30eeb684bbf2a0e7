/**
 * The same picture with a few brushes, one over the other: between two of them the upper one is
 * faded in, so that the picture follows the finger without asking anybody.
 */

export class Ladder {
  /**
   * @param {HTMLElement} stack where the layers lie, over the picture
   * @param {number[]} stops the brushes, 0 … 1, rising
   */
  constructor(stack, stops) {
    this.stack = stack;
    this.stops = stops;
    /** @type {(HTMLImageElement | null)[]} */
    this.rungs = stops.map(() => null);
    this.brush = 0;
    this.shown = false;
  }

  /** Another style: nothing of the old one is seen any more. */
  clear() {
    for (const rung of this.rungs) rung?.remove();
    this.rungs.fill(null);
  }

  /**
   * @param {number} index of the stop
   * @param {HTMLImageElement} image
   */
  put(index, image) {
    this.rungs[index]?.remove();
    this.rungs[index] = image;
    image.className = "easel-layer";
    const higher = this.rungs.slice(index + 1).find(Boolean);
    this.stack.insertBefore(image, higher ?? this.stack.querySelector(".easel-exact"));
    this.#draw();
  }

  /** @param {number} brush */
  show(brush) {
    this.brush = brush;
    this.shown = true;
    this.#draw();
  }

  hide() {
    this.shown = false;
    this.#draw();
  }

  /** The stops, those nearest to a brush first. @param {number} brush */
  around(brush) {
    const away = (/** @type {number} */ index) => Math.abs(this.stops[index] - brush);
    return this.stops.map((_stop, index) => index).sort((a, b) => away(a) - away(b));
  }

  #draw() {
    const there = this.stops.map((_stop, index) => index).filter((index) => this.rungs[index]);
    const below = there.filter((index) => this.stops[index] <= this.brush).at(-1);
    const above = there.find((index) => this.stops[index] > this.brush);
    for (const index of there) {
      const rung = /** @type {HTMLImageElement} */ (this.rungs[index]);
      rung.style.opacity = this.shown ? String(this.#share(index, below, above)) : "0";
    }
  }

  /**
   * @param {number} index
   * @param {number | undefined} below
   * @param {number | undefined} above
   */
  #share(index, below, above) {
    if (index === below) return 1;
    if (index !== above) return 0;
    if (below === undefined) return 1;
    return (this.brush - this.stops[below]) / (this.stops[above] - this.stops[below]);
  }
}
