/** A play's sounds, made on the spot; silent until the player wants them. */

import { drawer } from "./memory.js";

const kept = drawer(localStorage, "marquee-sound");

/** @typedef {number[]} Note hertz, when it starts and how long it lasts in seconds */

/** @template {string} Name */
export class Sounds {
  /** @type {AudioContext | null} */
  #context = null;

  /**
   * @param {Record<Name, Note[]>} tunes
   * @param {NoInfer<Name>} sample heard when they are turned on
   * @param {HTMLButtonElement} button turns them on and off
   * @param {boolean} first whether they are on for who has never said
   * @param {AbortSignal} signal
   */
  constructor(tunes, sample, button, first, signal) {
    this.tunes = tunes;
    this.sample = sample;
    this.button = button;
    this.on = kept.get() ?? first;
    button.addEventListener("click", () => this.#turn(!this.on), { signal });
    signal.addEventListener("abort", () => this.#context?.close(), { once: true });
    this.#show();
  }

  /** @param {Name} name */
  play(name) {
    if (!this.on) return;
    this.#context ??= new AudioContext();
    const context = this.#context;
    // Browsers let it sound only after a touch; the buttons of the page are one.
    if (context.state === "suspended") context.resume().catch(() => undefined);
    for (const [pitch, start, lasts] of this.tunes[name]) note(context, pitch, start, lasts);
  }

  /** @param {boolean} on */
  #turn(on) {
    this.on = on;
    kept.put(on);
    this.#show();
    this.play(this.sample);
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
