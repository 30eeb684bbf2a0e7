/**
 * The brush on the result page. The picture follows the finger by a ladder of drafts; where the
 * finger rests the very brush is painted small, and a moment later in full size, in the place of
 * the picture that is saved and sent.
 */

import { outOfReach, Refused } from "../../core/api.js";
import { find, wordsIn } from "../../core/dom.js";
import { pause } from "../../core/patience.js";
import { Ladder } from "./easel/ladder.js";
import { paint, seen } from "./easel/painter.js";

// A finger that has not moved for so long rests, though it still lies there.
const RESTS = 150;
// Whoever looks at it for so long wants to keep it.
const KEEPS = 900;
const AGAIN = 4000;

/**
 * What the page tells of the picture that is there.
 *
 * @typedef {object} Told
 * @property {string} url where wishes are sent to
 * @property {{name: string, sample: string}[]} styles
 * @property {number} choice of them, counted from 1
 * @property {number} brush 0 … 1
 * @property {number[]} stops the brushes of the ladder, rising
 */

export class Easel {
  /**
   * @param {Told} told
   * @param {AbortSignal} signal whoever painted has gone
   */
  constructor(told, signal) {
    this.root = find(document, "[data-easel]", HTMLElement);
    this.told = told;
    this.signal = signal;
    this.picture = find(document, "[data-picture]", HTMLImageElement);
    this.slider = find(this.root, "[data-brush]", HTMLInputElement);
    this.choice = told.choice;
    this.kept = { choice: told.choice, brush: told.brush };
    this.slider.value = String(Math.round(told.brush * 100));
    this.stack = stacked(this.picture);
    this.ladder = new Ladder(this.stack, told.stops);
    /** Aborted as soon as another style is wanted. */
    this.climbing = new AbortController();
    /** The style whose ladder is there, or on its way. */
    this.climbed = 0;
    /** Aborted as soon as something else is wanted. */
    this.wanted = new AbortController();
    /** @type {HTMLImageElement | null} */
    this.exact = null;
    /** @type {Promise<void> | null} the picture in full size, on its way */
    this.finishing = null;
    this.timer = 0;
  }

  start() {
    const listen = { signal: this.signal };
    const one = this.told.styles.length < 2;
    this.root.querySelector("[data-styles]")?.toggleAttribute("hidden", one);
    this.#mark();
    this.slider.addEventListener("input", () => this.#follow(), listen);
    this.slider.addEventListener("change", () => this.#rest(), listen);
    this.root.addEventListener("click", (event) => this.#pick(event), listen);
    for (const button of document.querySelectorAll("[data-save], [data-share]"))
      button.addEventListener("click", (event) => this.#keepFirst(event), { capture: true });
    this.signal.addEventListener("abort", () => this.#leave(), { once: true });
    this.#climb();
  }

  /** Nobody waits for anything any more. */
  #leave() {
    this.climbing.abort(this.signal.reason);
    this.#forget();
  }

  get brush() {
    return Number(this.slider.value) / 100;
  }

  /** The picture that would be saved now is the one that is seen. */
  get done() {
    return this.kept.choice === this.choice && this.kept.brush === this.brush;
  }

  #follow() {
    this.#forget();
    this.#markStep();
    this.ladder.show(this.brush);
    this.timer = setTimeout(() => this.#rest(), RESTS);
  }

  /** What was on its way is not wanted any more. */
  #forget() {
    clearTimeout(this.timer);
    this.wanted.abort(new DOMException("the brush moved", "AbortError"));
    this.wanted = new AbortController();
    this.finishing = null;
    this.exact?.remove();
    this.exact = null;
    this.stack.toggleAttribute("data-busy", false);
  }

  #rest() {
    this.#forget();
    if (this.done) return this.ladder.hide();
    this.ladder.show(this.brush);
    this.stack.toggleAttribute("data-busy", true);
    this.#say("painting");
    const { signal } = this.wanted;
    this.#tried(async () => {
      await this.#paintExact(signal);
      await pause(KEEPS, signal);
      await this.#finish();
    }, signal);
  }

  /** @param {AbortSignal} signal */
  async #paintExact(signal) {
    const wish = /** @type {const} */ ({ choice: this.choice, brush: this.brush, size: "draft" });
    const image = await seen(await paint(this.told.url, wish, signal, { hurry: true }));
    signal.throwIfAborted();
    image.className = "easel-layer easel-exact";
    this.exact = image;
    this.stack.append(image);
    this.stack.toggleAttribute("data-busy", false);
    this.stack.dataset.exact = String(wish.brush);
    // What the network once kept from being painted can be had now.
    if (this.climbed !== this.choice) this.#climb();
  }

  /** In full size, once: whoever saves in a hurry waits for the same one. */
  #finish() {
    this.finishing ??= this.#paintFull(this.wanted.signal);
    return this.finishing;
  }

  /** @param {AbortSignal} signal */
  async #paintFull(signal) {
    const wish = /** @type {const} */ ({ choice: this.choice, brush: this.brush, size: "full" });
    const address = await paint(this.told.url, wish, signal);
    await seen(address);
    signal.throwIfAborted();
    this.picture.src = address;
    await this.picture.decode();
    const save = document.querySelector("a[data-save]");
    if (save instanceof HTMLAnchorElement) save.href = address;
    this.kept = { choice: wish.choice, brush: wish.brush };
    this.#forget();
    this.ladder.hide();
    this.#say("ready");
  }

  /**
   * Save and send what is seen: the press counts once it is there in full size.
   *
   * @param {Event} event
   */
  #keepFirst(event) {
    if (this.done) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const pressed = event.currentTarget;
    this.stack.toggleAttribute("data-busy", true);
    this.#say("painting");
    this.#tried(async () => {
      await this.#finish();
      if (pressed instanceof HTMLElement) pressed.click();
    }, this.wanted.signal);
  }

  /** @param {Event} event */
  #pick({ target }) {
    const pressed = target instanceof Element ? target.closest("button") : null;
    if (pressed?.matches("[data-brush-step]")) this.#step(pressed.value);
    else if (pressed?.matches("[data-styles] button")) this.#choose(Number(pressed.value));
  }

  /** @param {string} brush in hundredths */
  #step(brush) {
    this.slider.value = brush;
    this.#markStep();
    this.#rest();
  }

  /** @param {number} choice */
  #choose(choice) {
    if (choice === this.choice) return;
    this.choice = choice;
    this.#mark();
    this.ladder.clear();
    this.#rest();
    this.#climb();
  }

  #mark() {
    for (const button of this.root.querySelectorAll("[data-styles] button")) {
      const chosen = Number(button.getAttribute("value")) === this.choice;
      button.setAttribute("aria-pressed", String(chosen));
    }
    this.#markStep();
  }

  #markStep() {
    for (const button of this.root.querySelectorAll("[data-brush-step]")) {
      const chosen = button.getAttribute("value") === this.slider.value;
      button.setAttribute("aria-pressed", String(chosen));
    }
  }

  /** Paint the ladder of the style, those nearest to the brush first. */
  async #climb() {
    this.climbing.abort(new DOMException("another style", "AbortError"));
    this.climbing = new AbortController();
    const { signal } = this.climbing;
    const { choice } = this;
    this.climbed = choice;
    const rungs = this.ladder.around(this.brush).map(async (index) => {
      const wish = /** @type {const} */ ({ choice, brush: this.told.stops[index], size: "draft" });
      const image = await seen(await paint(this.told.url, wish, signal));
      signal.throwIfAborted();
      this.ladder.put(index, image);
    });
    const ended = await Promise.allSettled(rungs);
    if (signal.aborted) return;
    if (ended.some(({ status }) => status === "rejected")) this.climbed = 0;
    else this.stack.dataset.ladder = String(choice);
  }

  /**
   * @param {() => Promise<void>} task
   * @param {AbortSignal} signal
   */
  async #tried(task, signal) {
    try {
      await task();
    } catch (error) {
      if (signal.aborted) return;
      this.stack.toggleAttribute("data-busy", false);
      this.finishing = null;
      if (error instanceof Refused) return this.#tell(error.message);
      if (!outOfReach(error)) throw error;
      this.#say("away");
      this.timer = setTimeout(() => this.#rest(), AGAIN);
    }
  }

  /** @param {string} name of the words in the page */
  #say(name) {
    this.#tell(wordsIn(this.root, name));
  }

  /** @param {string} words */
  #tell(words) {
    find(this.root, "[data-says]", HTMLElement).textContent = words;
  }
}

/**
 * The picture in a box of its own size, in which layers can lie over it.
 *
 * @param {HTMLImageElement} picture
 */
function stacked(picture) {
  const stack = document.createElement("div");
  stack.className = "easel-stack";
  picture.replaceWith(stack);
  stack.append(picture);
  return stack;
}
