/** What a scene offers to a palm, and which of it the palm points at. */

import { Aim } from "./aim.js";
import { Palm } from "./palm.js";
import { tellPalm } from "./panel.js";

const CHOSEN = 1600;

/**
 * One palm after another presses what it points at. Never ends by itself.
 *
 * @param {HTMLElement} scene that has a panel, see panel.js
 * @param {import("./lookout.js").Lookout} lookout
 * @param {{from: number, signal: AbortSignal}} how from: no palm counts before
 */
export async function pressByPalm(scene, lookout, { from, signal }) {
  const panel = tellPalm(scene, from);
  for (;;) {
    const options = new Options(scene);
    /** @type {import("./lookout.js").Tell} */
    const tell = (held, blind) => (panel(held, blind), options.tell(held));
    await lookout.palm(new Palm(CHOSEN, from, options.aim), tell, signal);
    options.press();
  }
}

/**
 * Every button that a palm may press and that is seen, in the order of the page. The one that is
 * pointed at first says so.
 */
class Options {
  /** @type {HTMLElement | null} the ring that lies on what is pointed at */
  #sign;

  /** @param {HTMLElement} scene */
  constructor(scene) {
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
    for (const button of scene.querySelectorAll("[data-palm-presses]"))
      if (button instanceof HTMLButtonElement && seen(button)) this.buttons.push(button);
    const first = this.buttons.findIndex(({ dataset }) => dataset.palmPresses === "first");
    this.at = Math.max(first, 0);
    /** null: there is nothing to choose from. */
    this.aim = this.buttons.length > 1 ? new Aim(() => this.buttons.map(middle), this.at) : null;
    this.#sign = scene.querySelector("[data-palm-points]");
    this.#point(-1);
  }

  /** @param {import("./palm.js").Held | null} held */
  tell(held) {
    this.#point(this.aim && held?.part ? this.aim.at : -1);
  }

  press() {
    this.#point(-1);
    this.buttons[this.aim?.at ?? this.at].click();
  }

  /** @param {number} at none: -1 */
  #point(at) {
    this.buttons.forEach((button, index) => button.toggleAttribute("data-palm-at", index === at));
    const sign = this.#sign;
    sign?.toggleAttribute("hidden", at < 0);
    if (!sign || at < 0) return;
    const { right, top } = this.buttons[at].getBoundingClientRect();
    sign.style.setProperty("--x", `${right}px`);
    sign.style.setProperty("--y", `${top}px`);
  }
}

/** @param {HTMLButtonElement} button */
const seen = (button) => button.getClientRects().length > 0 && !button.disabled;

/** @param {HTMLButtonElement} button */
function middle(button) {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}
