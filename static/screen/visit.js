/** One visitor's time in front of the screen: consent, round, play; and then nothing is left. */

import { OutOfReach, post, Refused } from "../core/api.js";
import { find, next } from "../core/dom.js";
import { visitor } from "../core/events.js";
import { pause } from "../core/patience.js";
import { develop } from "./develop.js";
import { CameraAway, Erased, Sorry } from "./endings.js";
import * as outbox from "./outbox.js";
import { patience, waitRound } from "./ring.js";
import { pressByPalm } from "./options.js";
import { Palm } from "./palm.js";
import { tellPalm } from "./panel.js";
import { onPress, scene, show, slot, untilLeft } from "./scenes.js";
import { ScreenStage } from "./stage.js";
import { unroll } from "./unroll.js";

/**
 * @typedef {object} ScreenRound
 * @property {string} round
 * @property {string} photo_url
 * @property {string} status_url
 * @property {string} erase_url
 * @property {string} open_turn_url
 * @property {string} turn_url
 * @property {string} trace_url
 */

const CONSENT = 40;
const SORRY = 9;
const PHONE = 40;
// A second tap of the hand that woke the screen is not a consent.
const SECOND_TAP = 600;
// A hand agrees by being held up anew, for longer than to start, after time to read.
const READ = 4000;
const AGREED = 2000;
// By hand alone the screen waits so long for one that was lowered: whoever goes cannot say so.
const LOWERED = 20;

export class Visit {
  /**
   * @param {any} page what the page tells its script
   * @param {(name: "view" | "result") => void} record
   * @param {import("./lookout.js").Lookout | null} lookout
   */
  constructor(page, record, lookout) {
    this.page = page;
    this.record = record;
    this.lookout = lookout;
    this.over = new AbortController();
    this.timer = 0;
    // The next visitor is another one, for the figures too.
    sessionStorage.clear();
  }

  /** Aborted when the visitor leaves or the time is up; the reason says why. */
  get signal() {
    return this.over.signal;
  }

  /**
   * From the first touch, or raised hand, to the end. Never rejects.
   *
   * @param {"touch" | "hand"} how
   */
  run(how) {
    return this.#ending(async () => {
      this.record("view");
      await this.#consent(how);
      const { play } = await import(this.page.play.module);
      show("camera");
      slot("line").textContent = this.page.words.opening;
      await play(new ScreenStage(this, await this.start()), this.page.play.settings);
    });
  }

  /**
   * Go on with a photo that was on its way when the page went. Never rejects.
   *
   * @param {outbox.Parcel} parcel
   */
  resume({ round, token, photo, choice }) {
    return this.#ending(async () => {
      const stage = new ScreenStage(this, round);
      develop.print(await createImageBitmap(photo));
      const verdict = await stage.judge({ token, photo, figure: null, choice });
      if (verdict.state !== "done") throw new Sorry(verdict.message);
      await stage.finish(verdict);
    });
  }

  /** Everything of this visitor's leaves the screen: camera, photo, picture, code. */
  async leave() {
    clearTimeout(this.timer);
    this.over.abort();
    this.lookout?.rest();
    for (const name of ["stage", "picture", "qr", "why", "sorry"]) slot(name).replaceChildren();
    const shot = slot("shot");
    if (shot instanceof HTMLCanvasElement) shot.width = shot.height = 0;
    await outbox.empty();
  }

  /**
   * The visit ends after so many seconds unless the next scene sets another limit.
   *
   * @param {number} seconds
   * @param {string} [words] told to the visitor; without them the screen just goes on
   */
  limit(seconds, words) {
    clearTimeout(this.timer);
    const reason = words ? new Sorry(words) : undefined;
    this.timer = setTimeout(() => this.over.abort(reason), seconds * 1000);
  }

  /** @param {"touch" | "hand"} how it began */
  async #consent(how) {
    const consent = show("consent");
    onPress("leave", document, this.signal, () => this.over.abort());
    this.limit(CONSENT + 1);
    const agreed = new AbortController();
    const signal = AbortSignal.any([agreed.signal, this.signal]);
    const wait = patience(consent, signal, () => this.over.abort());
    wait(how === "hand" ? LOWERED : CONSENT);
    if (how === "hand")
      for (const words of consent.querySelectorAll(".notice, .notice-rules")) unroll(words, signal);
    try {
      await Promise.race([
        this.#tapped(find(consent, "[data-act=agree]", HTMLElement), signal),
        this.#raised(consent, { up: () => how === "hand" && wait(LOWERED), signal }),
      ]);
    } finally {
      agreed.abort();
      this.lookout?.rest();
    }
  }

  /**
   * @param {HTMLElement} agree
   * @param {AbortSignal} signal
   */
  async #tapped(agree, signal) {
    await pause(SECOND_TAP, signal);
    agree.focus();
    await next(agree, "click", signal);
  }

  /**
   * Consent by a palm; never where none is looked for.
   *
   * @param {HTMLElement} consent
   * @param {{up: () => void, signal: AbortSignal}} how
   * @returns {Promise<void>}
   */
  #raised(consent, { up, signal }) {
    if (!this.lookout) return new Promise(() => undefined);
    const from = performance.now() + READ;
    const tell = tellPalm(consent, from);
    /** @type {import("./lookout.js").Tell} */
    const told = (held, blind) => {
      tell(held, blind);
      if (held?.up) up();
    };
    return this.lookout.palm(new Palm(AGREED, from), told, signal);
  }

  /**
   * What the scene offers can be had by a palm too, where it has a panel that says so.
   *
   * @param {HTMLElement} scene that is shown
   * @param {number} [read] milliseconds for reading, in which no palm counts
   */
  offerPalm(scene, read = 0) {
    const { lookout } = this;
    if (!lookout || !scene.querySelector("[data-palm-panel]")) return;
    const signal = AbortSignal.any([untilLeft(), this.signal]);
    signal.addEventListener("abort", () => lookout.rest(), { once: true });
    pressByPalm(scene, lookout, { from: performance.now() + read, signal }).catch((error) => {
      if (!signal.aborted) throw error;
    });
  }

  /**
   * Begin a round for whoever stands here and has agreed.
   *
   * @returns {Promise<ScreenRound>}
   */
  start() {
    this.limit(30, this.page.words.network);
    const body = { consent: true, language: this.page.language, visitor: visitor() };
    return post(this.page.urls.start, body, { signal: this.signal });
  }

  /** @param {() => Promise<void>} road */
  async #ending(road) {
    try {
      await road();
    } catch (error) {
      clearTimeout(this.timer);
      this.over.abort();
      await this.#explain(error);
    }
  }

  /** @param {unknown} error */
  async #explain(error) {
    if (error instanceof CameraAway) return this.#farewell("phone", PHONE);
    const words = this.#wordsFor(error);
    if (!words) return;
    slot("sorry").textContent = words;
    slot("missed").hidden = error instanceof Erased;
    slot("erased").hidden = !(error instanceof Erased);
    await this.#farewell("sorry", SORRY);
  }

  /** @param {unknown} error */
  #wordsFor(error) {
    const { network, failed } = this.page.words;
    if (error instanceof DOMException && error.name === "AbortError") return "";
    if (error instanceof Sorry || error instanceof Refused) return error.message || failed;
    if (error instanceof OutOfReach) return network;
    console.error(error);
    return failed;
  }

  /**
   * @param {string} name
   * @param {number} seconds
   */
  async #farewell(name, seconds) {
    const pressed = new AbortController();
    onPress("leave", scene(name), pressed.signal, () => pressed.abort());
    await waitRound(show(name), seconds, pressed.signal).catch(() => undefined);
    pressed.abort();
  }
}
