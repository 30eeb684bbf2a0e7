/** The operator's scenes: which is chosen, by thumbnail, swipe or key, and their pictures. */

import { find } from "../../../core/dom.js";

/**
 * @typedef {object} Loaded
 * @property {HTMLImageElement} scene
 * @property {HTMLImageElement | null} front stands before the player
 * @property {HTMLVideoElement | null} film plays in the scene's place
 */

// A finger that moves so far, in CSS pixels, and more across than down, means the next scene.
const SWIPE = 40;

export class Scenes {
  /** The chosen one, from 0. */
  index = 0;
  /** Resolves once the chosen one is shown, or out of reach. */
  shown = Promise.resolve();
  /** @type {Map<number, Promise<Loaded>>} */
  #loaded = new Map();

  /**
   * @param {HTMLElement} root with a button[data-backdrop] for each
   * @param {AbortSignal} signal
   * @param {(loaded: Loaded) => void} show called once it can be seen
   */
  constructor(root, signal, show) {
    this.buttons = /** @type {HTMLButtonElement[]} */ ([
      ...root.querySelectorAll("button[data-backdrop]"),
    ]);
    this.show = show;
    for (const [index, button] of this.buttons.entries())
      button.addEventListener("click", () => this.choose(index), { signal });
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    swipes(find(root, "[data-view]", HTMLElement), signal, (by) => this.step(by));
  }

  /** What the server knows it by: counted from 1. */
  get number() {
    return this.index + 1;
  }

  /** @param {number} by */
  step(by) {
    const count = this.buttons.length;
    return this.choose((this.index + by + count) % count);
  }

  /** @param {number} index */
  choose(index) {
    this.shown = this.#show(index);
    return this.shown;
  }

  /**
   * Where its picture is out of reach the one before stays.
   *
   * @param {number} index
   */
  async #show(index) {
    const left = this.index;
    this.#mark(index);
    try {
      const loaded = await this.#load(index);
      if (this.index === index) this.show(loaded);
      this.#load((index + 1) % this.buttons.length).catch(() => undefined);
    } catch {
      this.#loaded.delete(index);
      if (this.index === index) this.#mark(left);
    }
  }

  /** @param {number} index */
  #mark(index) {
    this.index = index;
    for (const [other, button] of this.buttons.entries())
      button.setAttribute("aria-pressed", String(other === index));
    this.buttons[index].scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {number} index */
  #load(index) {
    const known = this.#loaded.get(index);
    if (known) return known;
    const { picture = "", front = "", film = "" } = this.buttons[index].dataset;
    const both = Promise.all([image(picture), front ? image(front) : null]);
    const loading = both.then(([scene, front]) => ({ scene, front, film: film ? moving(film) : null }));
    this.#loaded.set(index, loading);
    return loading;
  }

  /** @param {KeyboardEvent} event */
  #key({ key }) {
    if (key === "ArrowRight") this.step(1);
    if (key === "ArrowLeft") this.step(-1);
  }
}

/**
 * @param {string} url
 * @returns {Promise<HTMLImageElement>}
 */
export async function image(url) {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  return picture;
}

/**
 * A film that has yet to be loaded: only one that is played costs its bytes.
 *
 * @param {string} url
 */
function moving(url) {
  const film = document.createElement("video");
  Object.assign(film, { muted: true, loop: true, playsInline: true, preload: "none", src: url });
  return film;
}

/**
 * @param {HTMLElement} view
 * @param {AbortSignal} signal
 * @param {(by: 1 | -1) => void} then
 */
function swipes(view, signal, then) {
  let x = 0;
  let y = 0;
  const down = (/** @type {PointerEvent} */ event) => ([x, y] = [event.clientX, event.clientY]);
  const up = (/** @type {PointerEvent} */ event) => {
    const across = event.clientX - x;
    if (Math.abs(across) > Math.max(SWIPE, Math.abs(event.clientY - y))) then(across < 0 ? 1 : -1);
  };
  view.addEventListener("pointerdown", down, { signal });
  view.addEventListener("pointerup", up, { signal });
}
