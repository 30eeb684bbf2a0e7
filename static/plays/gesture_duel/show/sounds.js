/** The duel's sounds, made on the spot; silent until the player wants them. */

import { drawer } from "../../../core/memory.js";

const kept = drawer(localStorage, "marquee-sound");

// Each note: hertz, when it starts and how long it lasts in seconds.
const TUNES = {
  count: [[330, 0, 0.09]],
  shoot: [
    [660, 0, 0.16],
    [990, 0.02, 0.2],
  ],
  win: [
    [523, 0, 0.12],
    [659, 0.1, 0.12],
    [784, 0.2, 0.12],
    [1047, 0.3, 0.32],
  ],
  lose: [
    [392, 0, 0.18],
    [330, 0.16, 0.18],
    [262, 0.32, 0.34],
  ],
  draw: [
    [440, 0, 0.12],
    [440, 0.18, 0.16],
  ],
};

export class Sounds {
  /** @type {AudioContext | null} */
  #context = null;

  /**
   * @param {HTMLButtonElement} button turns them on and off
   * @param {boolean} first whether they are on for who has never said
   * @param {AbortSignal} signal
   */
  constructor(button, first, signal) {
    this.button = button;
    this.on = kept.get() ?? first;
    button.addEventListener("click", () => this.#turn(!this.on), { signal });
    signal.addEventListener("abort", () => this.#context?.close(), { once: true });
    this.#show();
  }

  /** @param {keyof typeof TUNES} name */
  play(name) {
    if (!this.on) return;
    this.#context ??= new AudioContext();
    const context = this.#context;
    // Browsers let it sound only after a touch; the buttons of the page are one.
    if (context.state === "suspended") context.resume().catch(() => undefined);
    for (const [pitch, start, lasts] of TUNES[name]) note(context, pitch, start, lasts);
  }

  /** @param {boolean} on */
  #turn(on) {
    this.on = on;
    kept.put(on);
    this.#show();
    this.play("count");
  }

  #show() {
    this.button.setAttribute("aria-pressed", String(this.on));
  }
}

/**
 * A soft bell: it starts at once and fades.
 *
 * @param {AudioContext} context
 * @param {number} pitch
 * @param {number} start
 * @param {number} lasts
 */
function note(context, pitch, start, lasts) {
  const at = context.currentTime + start;
  const bell = new OscillatorNode(context, { type: "triangle", frequency: pitch });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.linearRampToValueAtTime(0.25, at + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.001, at + lasts);
  bell.connect(volume).connect(context.destination);
  bell.start(at);
  bell.stop(at + lasts);
}
