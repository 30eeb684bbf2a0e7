/** The cup of sticks: shaken by hand, by a tap or by a key, until one stick jumps out. */

import { find, wordsIn } from "../../core/dom.js";
import { pause } from "../../core/patience.js";
import { Sounds } from "../../core/sounds.js";
import { askForMotion, mustAsk, onShake } from "./cup/shaking.js";

/** @typedef {import("../../core/stage.js").Stage} Stage */

// So many rattles, so far apart, and the stick is out; then there is time to look at it.
const RATTLES = 6;
const BEAT = 210;
const OUT = 2100;
const TUNES = {
  rattle: [
    [1180, 0, 0.05],
    [930, 0.03, 0.05],
  ],
  out: [
    [659, 0, 0.12],
    [784, 0.1, 0.12],
    [988, 0.2, 0.12],
    [1319, 0.3, 0.4],
  ],
};

export class Cup {
  #over = new AbortController();
  #rattled = 0;
  #full = () => {};

  /**
   * @param {Stage} stage
   * @param {boolean} sound whether it is on at first
   */
  constructor(stage, sound) {
    const { signal } = this.#over;
    this.stage = stage;
    this.scene = stage.scene("draw");
    this.cup = find(this.scene, "[data-cup]", HTMLButtonElement);
    const button = find(this.scene, "[data-sound]", HTMLButtonElement);
    this.sounds = new Sounds(TUNES, "rattle", button, sound, signal);
  }

  /**
   * Resolves when the stick is out and was looked at, with the doll that was chosen meanwhile.
   *
   * @param {number | null} [choice] made before
   * @returns {Promise<number | null>} null where there is nothing to choose
   */
  async draw(choice) {
    const { signal } = this.#over;
    this.#dress(choice ?? 1);
    this.scene.dataset.cup = "full";
    this.#say("tap");
    this.#listen(signal);
    try {
      await this.#shaken();
      await this.#jump();
      return this.doll;
    } finally {
      this.#over.abort();
      delete this.scene.dataset.cup;
    }
  }

  /** The chosen doll, counted from 1. */
  get doll() {
    const chosen = this.scene.querySelector('[data-doll][aria-checked="true"]');
    return chosen instanceof HTMLButtonElement ? Number(chosen.value) : null;
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const listen = { signal };
    this.cup.addEventListener("click", () => this.#shakeAll(signal), listen);
    document.addEventListener("keydown", (event) => this.#key(event, signal), listen);
    for (const doll of this.scene.querySelectorAll("[data-doll]"))
      doll.addEventListener("click", () => this.#dress(Number(doll.getAttribute("value"))), listen);
    const ask = this.scene.querySelector("[data-motion]");
    if (ask instanceof HTMLElement) {
      ask.hidden = !mustAsk() || !matchMedia("(pointer: coarse)").matches;
      ask.addEventListener("click", () => this.#motion(ask, signal), listen);
    }
    onShake(signal, () => this.#rattle(), this.#ready);
  }

  /** The phone feels that it is moved: nobody needs to be asked any more. */
  #ready = () => {
    this.scene.querySelector("[data-motion]")?.toggleAttribute("hidden", true);
    if (this.scene.dataset.cup === "full") this.#say("shake");
  };

  async #shaken() {
    const { signal } = this.stage;
    const full = new Promise((resolve) => (this.#full = () => resolve(undefined)));
    const left = new Promise((_resolve, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason), { signal: this.#over.signal }),
    );
    signal.throwIfAborted();
    const waits = [full, left];
    // Where nobody can reach the cup, it shakes by itself after so many seconds.
    const { alone } = this.scene.dataset;
    if (alone)
      waits.push(
        pause(1000 * Number(alone), signal).then(() => (this.#shakeAll(this.#over.signal), full)),
      );
    await Promise.race(waits);
  }

  /** As many rattles as it takes, at their own pace. @param {AbortSignal} signal */
  async #shakeAll(signal) {
    if (this.scene.dataset.cup !== "full") return;
    this.scene.dataset.cup = "shaking";
    for (let left = RATTLES - this.#rattled; left > 0 && !signal.aborted; left -= 1) {
      this.#rattle();
      await pause(BEAT, signal).catch(() => undefined);
    }
  }

  #rattle() {
    if (this.#rattled >= RATTLES) return;
    this.#rattled += 1;
    this.scene.dataset.rattle = this.#rattled % 2 ? "left" : "right";
    this.sounds.play("rattle");
    navigator.vibrate?.(20);
    if (this.#rattled === RATTLES) this.#full();
  }

  async #jump() {
    this.scene.dataset.cup = "out";
    delete this.scene.dataset.rattle;
    this.#say("out");
    this.sounds.play("out");
    navigator.vibrate?.([30, 60, 60]);
    await pause(OUT, this.stage.signal);
  }

  /** @param {HTMLElement} ask @param {AbortSignal} signal */
  async #motion(ask, signal) {
    const allowed = await askForMotion();
    ask.hidden = true;
    if (allowed) onShake(signal, () => this.#rattle(), this.#ready);
  }

  /** @param {number} doll */
  #dress(doll) {
    for (const each of this.scene.querySelectorAll("[data-doll]"))
      each.setAttribute("aria-checked", String(Number(each.getAttribute("value")) === doll));
  }

  /** @param {KeyboardEvent} event @param {AbortSignal} signal */
  #key(event, signal) {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const elsewhere = target instanceof HTMLButtonElement && target !== this.cup;
    if (key !== " " || ctrlKey || metaKey || altKey || elsewhere || this.scene.hidden) return;
    event.preventDefault();
    this.#shakeAll(signal);
  }

  /** @param {string} name of the words */
  #say(name) {
    find(this.scene, "[data-line]", HTMLElement).textContent = wordsIn(this.scene, name);
  }
}
