/** What is seen of the duel: the star, the score, the words, the player's own hand. */

import { cameraBarred } from "../../../core/camera.js";
import { celebrateIn, sweep } from "../../../core/confetti.js";
import { find, showLoading, wordsIn } from "../../../core/dom.js";
import { offerOutside } from "../../../core/outside.js";

/** @typedef {import("../../../core/turns.js").Score} Score */
/** @typedef {"idle" | "ready" | "shoot" | "wins" | "loses" | "draw"} Mood */

const KEYS = new Map([
  ["1", "rock"],
  ["r", "rock"],
  ["2", "paper"],
  ["p", "paper"],
  ["3", "scissors"],
  ["s", "scissors"],
]);

export class Arena {
  /**
   * @param {HTMLElement} scene
   * @param {number} rounds the most that can be won by one side is more than half of them
   * @param {AbortSignal} signal
   */
  constructor(scene, rounds, signal) {
    this.scene = scene;
    delete scene.dataset.slow;
    this.star = find(scene, "[data-star]", HTMLElement);
    // Loaded before they are needed: the star moves at the player's very moment.
    this.films = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (this.films) for (const film of this.star.querySelectorAll("video")) film.preload = "auto";
    this.video = find(scene, "[data-finder] video", HTMLVideoElement);
    for (const pips of scene.querySelectorAll("[data-pips]"))
      pips.replaceChildren(...Array.from({ length: (rounds >> 1) + 1 }, pip));
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  /** @param {"camera" | "touch"} way */
  way(way) {
    this.scene.dataset.way = way;
    offerOutside(this.scene, way === "touch" && cameraBarred());
    find(this.scene, "[data-finder]", HTMLElement).hidden = way !== "camera";
    for (const other of this.scene.querySelectorAll("[data-way]"))
      other.toggleAttribute("hidden", other.getAttribute("data-way") === way);
  }

  /**
   * @param {"camera" | "touch"} way
   * @param {AbortSignal} signal
   * @param {() => void} then
   */
  onWay(way, signal, then) {
    find(this.scene, `[data-way="${way}"]`, HTMLButtonElement).addEventListener("click", then, {
      signal,
    });
  }

  /**
   * @param {Mood} mood
   * @param {string} [move] of the star's hand; left as it is where left out
   */
  pose(mood, move = this.star.dataset.move ?? "rock") {
    Object.assign(this.star.dataset, { mood, move });
    delete this.star.dataset.beat;
    const poses = [...this.star.querySelectorAll("[data-pose]")];
    /** @param {string} name */
    const named = (name) => poses.find((each) => each.getAttribute("data-pose") === name);
    const shown = named(mood) ?? named(move);
    for (const each of poses) {
      const isNew = each.hasAttribute("hidden");
      each.toggleAttribute("hidden", each !== shown);
      if (!(each instanceof HTMLVideoElement) || !this.films) continue;
      if (each !== shown || mood === "ready") each.pause();
      else if (isNew || mood === "shoot") play(each);
    }
  }

  /** @param {"odd" | "even" | "hold"} beat */
  beat(beat) {
    this.star.dataset.beat = beat;
  }

  /** @param {string} name of the words; empty: none */
  shout(name) {
    const shout = find(this.scene, "[data-shout]", HTMLElement);
    const word = document.createElement("span");
    word.textContent = name && this.words(name);
    shout.replaceChildren(word);
  }

  /**
   * @param {string} words
   * @param {string} [said] what was shown
   */
  line(words, said = "") {
    find(this.scene, "[data-line]", HTMLElement).textContent = words;
    find(this.scene, "[data-said]", HTMLElement).textContent = said;
  }

  /** @param {string} name */
  words(name) {
    return wordsIn(this.scene, name);
  }

  /**
   * Both hands, in words.
   *
   * @param {string} you
   * @param {string} star
   */
  shown(you, star) {
    const name = (/** @type {string} */ move) =>
      find(this.scene, `button[value="${move}"] span`, HTMLElement).textContent ?? "";
    return this.words("shown").replace("[you]", name(you)).replace("[star]", name(star));
  }

  /** @param {Score} score */
  score(score) {
    for (const [side, won] of Object.entries(score)) {
      const pips = find(this.scene, `[data-pips="${side}"]`, HTMLElement);
      [...pips.children].forEach((each, index) => each.classList.toggle("lit", index < won));
    }
  }

  /** @param {string} gesture that the camera sees just now */
  seen(gesture) {
    find(this.scene, "[data-seen]", HTMLElement).dataset.seen = gesture;
  }

  /** For the rest of this duel: the machine is needed for the player's hand. */
  standStill() {
    this.scene.dataset.slow = "";
  }

  /** @param {string} move the player's; empty: none yet */
  pick(move) {
    this.scene.dataset.picked = move;
    for (const button of this.scene.querySelectorAll('[data-do="move"]'))
      button.setAttribute("aria-pressed", String(button.getAttribute("value") === move));
  }

  /** @param {number} part of what must be loaded, 0 … 1; 1: there */
  loading(part) {
    showLoading(this.scene, part);
  }

  celebrate() {
    celebrateIn(this.scene);
  }

  calm() {
    sweep(this.scene);
  }

  /** @param {KeyboardEvent} event */
  #key({ key, ctrlKey, metaKey, altKey }) {
    const move = KEYS.get(key.toLowerCase());
    if (!move || ctrlKey || metaKey || altKey || this.scene.hidden) return;
    if (this.scene.dataset.way === "touch")
      find(this.scene, `button[value="${move}"]`, HTMLButtonElement).click();
  }
}

/**
 * From its beginning; where the browser says no, or while there is too little of it, its picture is
 * seen.
 *
 * @param {HTMLVideoElement} film
 */
function play(film) {
  film.currentTime = 0;
  film.play().catch(() => undefined);
}

function pip() {
  const lamp = document.createElement("i");
  lamp.className = "pip";
  return lamp;
}
