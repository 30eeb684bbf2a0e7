/** What is said and shown around the court: points, time, streak, the best of the day, words. */

import { cameraBarred } from "../../core/camera.js";
import { celebrateIn, sweep } from "../../core/confetti.js";
import { find, showLoading, wordsIn } from "../../core/dom.js";
import { offerOutside } from "../../core/outside.js";
import { pause } from "../../core/patience.js";
import { Sounds } from "../../core/sounds.js";

/** @typedef {import("../../core/stage.js").Stage} Stage */

const COUNTS = 3;
const COUNT = 800;
const READ = 2600;
const JOY = 3400;
// From so many times on a catch is worth a word.
const HOT = 2;

const TUNES = {
  count: [[392, 0, 0.09]],
  go: [[784, 0, 0.25]],
  catch: [
    [880, 0, 0.07],
    [1175, 0.05, 0.12],
  ],
  more: [
    [880, 0, 0.07],
    [1175, 0.05, 0.09],
    [1568, 0.1, 0.16],
  ],
  bomb: [
    [150, 0, 0.22],
    [98, 0.06, 0.34],
  ],
  end: [
    [523, 0, 0.12],
    [659, 0.1, 0.12],
    [784, 0.2, 0.12],
    [1047, 0.3, 0.36],
  ],
};

export class Show {
  /**
   * @param {Stage} stage
   * @param {boolean} sound whether it is on at first
   * @param {AbortSignal} signal the game is over
   */
  constructor(stage, sound, signal) {
    this.stage = stage;
    this.scene = stage.scene("catch");
    this.court = this.#find("[data-court]", HTMLElement);
    this.video = this.#find("[data-court] video", HTMLVideoElement);
    this.canvas = this.#find("[data-court] canvas", HTMLCanvasElement);
    this.basket = this.#find("[data-basket]", HTMLImageElement);
    this.images = /** @type {HTMLImageElement[]} */ ([
      ...this.scene.querySelectorAll("[data-thing] img"),
    ]);
    const button = this.#find("[data-sound]", HTMLButtonElement);
    this.sounds = new Sounds(TUNES, "catch", button, sound, signal);
  }

  /** @param {"camera" | "touch"} way */
  way(way) {
    this.scene.dataset.way = way;
    offerOutside(this.scene, way === "touch" && cameraBarred());
    this.video.hidden = way !== "camera";
    for (const other of this.scene.querySelectorAll("button[data-way]"))
      other.toggleAttribute("hidden", other.getAttribute("data-way") === way);
  }

  /**
   * @param {"camera" | "touch"} way
   * @param {AbortSignal} signal
   * @param {() => void} then
   */
  onWay(way, signal, then) {
    const button = this.#find(`button[data-way="${way}"]`, HTMLButtonElement);
    button.addEventListener("click", then, { signal });
  }

  /** @param {"ready" | "play" | "end" | "wait"} at */
  at(at) {
    this.scene.dataset.at = at;
  }

  /**
   * @param {number} points
   * @param {number} times what the next catch counts times
   */
  score(points, times) {
    this.#find("[data-points]", HTMLElement).textContent = String(points);
    const streak = this.#find("[data-streak]", HTMLElement);
    streak.hidden = times < HOT;
    streak.textContent = `×${times}`;
  }

  /** @param {number} part of the time that is left, 1 … 0 */
  time(part) {
    this.#find("[data-time]", HTMLElement).style.scale = `${part} 1`;
  }

  /** @param {number | null | undefined} best of the day; none yet */
  best(best) {
    const shown = this.#find("[data-best]", HTMLElement);
    shown.hidden = !best;
    this.#find("[data-best] b", HTMLElement).textContent = String(best ?? "");
  }

  /**
   * Three, two, one.
   *
   * @param {AbortSignal} signal
   */
  async count(signal) {
    for (let left = COUNTS; left > 0; left -= 1) {
      this.#shout(String(left));
      this.sounds.play("count");
      navigator.vibrate?.(15);
      await pause(COUNT, signal);
    }
    this.#shout(this.words("go"));
    this.sounds.play("go");
    navigator.vibrate?.(40);
    pause(COUNT, signal).then(
      () => this.#shout(""),
      () => undefined,
    );
  }

  /** @param {{points: number, good: boolean}} told @param {number} times */
  caught({ good }, times) {
    this.sounds.play(good ? (times < HOT ? "catch" : "more") : "bomb");
    navigator.vibrate?.(good ? 12 : [30, 30, 60]);
    if (good) return;
    this.court.dataset.hit = this.court.dataset.hit === "odd" ? "even" : "odd";
  }

  /**
   * @param {{points: number, best: number | null}} scored
   */
  async end({ points, best }) {
    const isBest = points > 0 && points > (best ?? 0);
    this.at("end");
    this.score(points, 1);
    this.#find("[data-final]", HTMLElement).textContent = String(points);
    this.#find("[data-first]", HTMLElement).hidden = !isBest;
    this.best(isBest ? points : best);
    const words = isBest ? "won-best" : "over";
    this.line(this.words(words).replace("[points]", String(points)));
    this.sounds.play("end");
    if (points > 0) this.celebrate();
    await pause(JOY, this.stage.signal);
  }

  /** @param {string} words */
  line(words) {
    this.#find("[data-line]", HTMLElement).textContent = words;
  }

  /** @param {string} words with time to read them */
  async tell(words) {
    this.line(words);
    this.#shout("");
    await pause(READ, this.stage.signal);
  }

  /** @param {string} name */
  words(name) {
    return wordsIn(this.scene, name);
  }

  /** @param {number} part of what must be loaded, 0 … 1; 1: there */
  loading(part) {
    showLoading(this.scene, part);
  }

  celebrate() {
    this.calm();
    celebrateIn(this.scene);
  }

  calm() {
    sweep(this.scene);
    this.#shout("");
  }

  /** @param {string} words */
  #shout(words) {
    const word = document.createElement("span");
    word.textContent = words;
    this.#find("[data-shout]", HTMLElement).replaceChildren(word);
  }

  /**
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} kind
   */
  #find(selector, kind) {
    return find(this.scene, selector, kind);
  }
}
