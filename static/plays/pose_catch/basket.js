/** The way without a camera: baskets that are dragged, or moved by keys. */

/** @typedef {{x: number, y: number}} Place as the rules measure the court */

// Less than what the server takes for possible, whole numbers and all.
const QUICK = 5400;
const BY_KEY = 3600;
// Of the first basket and of the second; with one basket all of them are its own.
/** @type {Record<string, number>[]} */
const KEYS = [
  { a: -1, d: 1 },
  { arrowleft: -1, arrowright: 1 },
];

export class Baskets {
  /** Where they stand. @type {number[]} */
  x;
  /** @type {(number | null)[]} */
  #target;
  /** @type {number[]} */
  #push;
  /** Which basket a finger drags. @type {Map<number, number>} */
  #fingers = new Map();

  /**
   * @param {HTMLElement} court
   * @param {{wide: number, players: number, signal: AbortSignal}} how wide: the court, as the rules
   *   measure it
   */
  constructor(court, { wide, players, signal }) {
    this.court = court;
    this.wide = wide;
    const apart = wide / (players + 1);
    this.x = Array.from({ length: players }, (_, n) => Math.round(apart * (n + 1)));
    this.#target = this.x.map(() => null);
    this.#push = this.x.map(() => 0);
    court.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    court.addEventListener("pointermove", (event) => this.#drag(event), { signal });
    for (const end of ["pointerup", "pointercancel"])
      court.addEventListener(end, (event) => this.#up(event), { signal });
    document.addEventListener("keydown", (event) => this.#key(event, true), { signal });
    document.addEventListener("keyup", (event) => this.#key(event, false), { signal });
  }

  /**
   * Move on.
   *
   * @param {number} ms since the last time
   */
  step(ms) {
    this.x = this.x.map((x, basket) => {
      const target = this.#target[basket];
      const most = (QUICK * ms) / 1000;
      const moved =
        target === null
          ? x + (this.#push[basket] * BY_KEY * ms) / 1000
          : x + Math.min(Math.max(target - x, -most), most);
      return Math.min(Math.max(moved, 0), this.wide);
    });
  }

  /** @param {Event} event */
  #down(event) {
    if (!(event instanceof PointerEvent)) return;
    const x = this.#across(event);
    const taken = new Set(this.#fingers.values());
    const free = this.x.map((_, basket) => basket).filter((basket) => !taken.has(basket));
    if (!free.length) return;
    const near = (/** @type {number} */ basket) => Math.abs(this.x[basket] - x);
    const basket = free.reduce((one, other) => (near(other) < near(one) ? other : one));
    this.#fingers.set(event.pointerId, basket);
    this.#target[basket] = x;
  }

  /** @param {Event} event */
  #drag(event) {
    if (!(event instanceof PointerEvent)) return;
    const basket = this.#fingers.get(event.pointerId);
    // A mouse need not be pressed where there is one basket only.
    const hovered = event.pointerType === "mouse" && this.x.length === 1 ? 0 : undefined;
    const moved = basket ?? hovered;
    if (moved !== undefined) this.#target[moved] = this.#across(event);
  }

  /** @param {Event} event */
  #up(event) {
    if (event instanceof PointerEvent) this.#fingers.delete(event.pointerId);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {boolean} down
   */
  #key(event, down) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    KEYS.forEach((keys, place) => {
      const push = keys[event.key.toLowerCase()];
      if (!push) return;
      const basket = Math.min(place, this.x.length - 1);
      event.preventDefault();
      if (down) {
        this.#push[basket] = push;
        this.#target[basket] = null;
      } else if (this.#push[basket] === push) this.#push[basket] = 0;
    });
  }

  /** @param {PointerEvent} event */
  #across({ clientX }) {
    const { left, width } = this.court.getBoundingClientRect();
    return Math.min(Math.max(((clientX - left) / width) * this.wide, 0), this.wide);
  }
}
