/** One player in front of the scenes, by camera or by touch, until there is a shot. */

import { choice } from "../../core/choice.js";
import { countDown } from "../../core/countdown.js";
import { pause } from "../../core/patience.js";
import { shrink, shrinkFile } from "../../core/picture.js";
import { CameraGone } from "../../core/watching.js";
import { canRecord, record } from "./session/clip.js";
import { openCutter } from "./session/cutter.js";
import { Hold } from "./session/hold.js";
import { Panel } from "./session/panel.js";
import { image, Scenes } from "./session/scenes.js";
import { Studio } from "./session/studio.js";

/** @typedef {import("../../core/stage.js").Stage} Stage */
/** @typedef {import("../../core/stage.js").Shot} Shot */
/** @typedef {import("../../core/choice.js").Choice} Choice */
/**
 * @typedef {object} Settings
 * @property {number} countdown seconds
 * @property {number} clip seconds at most; 0: no clips
 * @property {boolean} motion whether the scenes move gently
 * @property {import("./session/studio.js").Place} place where a drawn figure stands
 */
/** @typedef {Pick<Shot, "photo" | "figure" | "choice" | "preview">} Taken */
/** @typedef {import("../../vision/eye.js").Mask} Mask */
/** @typedef {{mask: Mask, gesture: string, confidence: number, at: number}} Seen */

const FLASH = 260;
// Milliseconds from one picture to the next without a camera; while the eye is loading the machine
// has other things to do.
const SMOOTH = 33;
const CALM = 200;
// So many pictures in a row that took the page so long, in milliseconds: there is no GPU here.
const OFTEN = 10;
const DEAR = 40;
// Hands are counted down for too where the operator wants no countdown: a palm must get away.
const AFTER_PALM = 3;

export class Session {
  #over = new AbortController();
  #frame = document.createElement("canvas");
  #hold = new Hold(["scissors", "paper"]);
  /** @type {((shot: {raw: HTMLCanvasElement, seen: HTMLCanvasElement}) => void) | null} */
  #wanted = null;
  /** @type {((by: Choice) => void) | null} what a held palm answers */
  #asked = null;
  /** @type {File | null} */
  #clip = null;
  // How many pictures in a row were dear; null: their edges are plain already.
  /** @type {number | null} */
  #dear = 0;
  #drew = 0;
  #sharpen = () => Promise.resolve();
  #busy = false;
  #live = false;

  /**
   * @param {Stage} stage
   * @param {Settings} settings
   * @param {number} first the scene that is shown first, counted from 1
   */
  constructor(stage, settings, first) {
    this.stage = stage;
    this.settings = settings;
    this.signal = AbortSignal.any([stage.signal, this.#over.signal]);
    this.panel = new Panel(stage.scene("swap"));
    this.studio = new Studio(this.panel.canvas, settings.motion);
    this.cutter = openCutter();
    this.scenes = new Scenes(this.panel.root, this.signal, (backdrop) => this.#show(backdrop));
    this.scenes.choose(first - 1);
    this.panel.offerClip(stage.own && settings.clip > 0 && canRecord());
    this.figure = "1";
  }

  /** @returns {Promise<Taken>} */
  async run() {
    for (;;) {
      const taken = await (this.stage.byHand ? this.#byCamera() : this.#byTouch());
      await this.#replay();
      if (taken) return { ...taken, choice: this.scenes.number };
    }
  }

  end() {
    this.#over.abort();
    this.panel.rest();
    this.studio.close();
    this.cutter.close();
  }

  /** @param {import("./session/studio.js").Backdrop} backdrop */
  #show(backdrop) {
    this.studio.show(backdrop);
    this.panel.shape(this.studio.shape);
    this.stage.stay();
  }

  /** @returns {Promise<Taken | null>} null: the player goes on another way */
  async #byCamera() {
    const turn = new AbortController();
    const signal = AbortSignal.any([this.signal, turn.signal]);
    this.#busy = false;
    this.studio.move(true);
    this.panel.way("camera");
    this.panel.say("opening");
    this.#idle(signal);
    try {
      return await Promise.race([this.#look(signal), this.#cameraDeeds(signal)]);
    } catch (error) {
      if (!(error instanceof CameraGone)) throw error;
      this.panel.tell(this.#live ? "camera-gone" : "no-camera");
      this.stage.byHand = false;
      return null;
    } finally {
      this.#live = false;
      turn.abort();
      this.panel.rest();
    }
  }

  /** @returns {Promise<Taken | null>} */
  async #byTouch() {
    const turn = new AbortController();
    const signal = AbortSignal.any([this.signal, turn.signal]);
    this.studio.move(true);
    this.panel.way("touch");
    this.panel.say("touch");
    this.#idle(signal);
    try {
      return await this.#touchDeeds(signal);
    } finally {
      turn.abort();
    }
  }

  /**
   * Look through the camera and draw, for ever.
   *
   * @param {AbortSignal} signal
   * @returns {Promise<never>} rejects with CameraGone
   */
  async #look(signal) {
    const { panel } = this;
    const watching = await this.stage
      .watch({
        see: ["portrait", "hands"],
        video: panel.video,
        onto: this.#frame,
        progress: (part) => panel.loading(part),
        signal,
      })
      .finally(() => panel.loading(1));
    if (!watching) throw new CameraGone("none to be had");
    this.#sharpen = () => watching.sharpen();
    try {
      for (;;) {
        const look = await watching.see(Infinity, this.#drew);
        signal.throwIfAborted();
        if (!this.#live) panel.say("live");
        this.#live = true;
        this.#draw(look);
        if (!this.#busy) this.#obey(look);
      }
    } finally {
      watching.close();
    }
  }

  /** @param {Seen} look */
  #draw({ mask }) {
    const started = performance.now();
    const cutout = this.cutter.cut(this.#frame, mask);
    this.studio.draw(this.studio.mirrored(cutout), Boolean(this.#wanted));
    this.#wanted?.({ raw: mirror(this.#frame), seen: this.panel.canvas });
    this.#wanted = null;
    this.#spare(performance.now() - started);
  }

  /**
   * Fine edges are for machines that can afford them.
   *
   * @param {number} took ms of the page's own time for one picture
   */
  #spare(took) {
    this.#drew = took;
    if (this.#dear === null) return;
    this.#dear = took > DEAR ? this.#dear + 1 : 0;
    if (this.#dear < OFTEN) return;
    this.#dear = null;
    this.cutter.close();
    this.cutter = openCutter(false);
  }

  /**
   * Scissors lead to the next scene, an open palm takes the picture.
   *
   * @param {Seen} look
   */
  #obey(look) {
    const { gesture, part, done } = this.#hold.note(look, look.at);
    this.panel.held(gesture, part);
    if (!done) return;
    navigator.vibrate?.(20);
    if (gesture === "scissors") this.scenes.step(1);
    else this.#asked?.({ act: "shoot", value: "palm", file: null });
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Promise<Taken | null>}
   */
  async #cameraDeeds(signal) {
    for (;;) {
      const { act, value, file } = await this.#deed(signal);
      if (file) return { photo: await shrinkFile(file), figure: null };
      if (act === "touch") this.stage.byHand = false;
      if (act === "touch") return null;
      if (act === "shoot" && this.#live) return this.#shoot(value === "palm", signal);
      if (act === "clip" && this.#live) {
        this.#clip = await this.#record(signal);
        return null;
      }
    }
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Promise<Taken | null>}
   */
  async #touchDeeds(signal) {
    for (;;) {
      const { act, value, file } = await this.#deed(signal);
      if (file) return { photo: await shrinkFile(file), figure: null };
      if (act === "figure") this.figure = value;
      if (act === "camera") this.stage.byHand = true;
      if (act === "camera") return null;
      if (act === "shoot") return this.#stand();
    }
  }

  /**
   * What the player does next: with a finger, or by holding up a palm.
   *
   * @param {AbortSignal} signal
   * @returns {Promise<Choice>}
   */
  async #deed(signal) {
    /** @type {Promise<Choice>} */
    const palm = new Promise((resolve) => (this.#asked = resolve));
    const chosen = new AbortController();
    const listening = AbortSignal.any([signal, chosen.signal]);
    try {
      return await Promise.race([choice(this.panel.root, listening), palm]);
    } finally {
      this.#asked = null;
      chosen.abort();
      this.stage.stay();
    }
  }

  /**
   * @param {boolean} byPalm
   * @param {AbortSignal} signal
   * @returns {Promise<Taken>}
   */
  async #shoot(byPalm, signal) {
    const { countdown } = this.settings;
    const seconds = byPalm ? Math.max(countdown, AFTER_PALM) : countdown;
    await Promise.all([this.#count(seconds, signal), this.#sharpen()]);
    // Asked only now: another may have been chosen in the meantime.
    await this.scenes.shown;
    const { raw, seen } = await this.#grab();
    // Both are drawn upon again soon: they are read within the task in which they were made.
    const files = Promise.all([shrink(raw), shrink(seen)]);
    await this.panel.flash(FLASH, signal);
    const [photo, preview] = await files;
    return { photo, figure: null, preview };
  }

  /**
   * The countdown; the scene comes to rest, and hands mean nothing.
   *
   * @param {number} seconds
   * @param {AbortSignal} signal
   */
  async #count(seconds, signal) {
    this.#busy = true;
    this.studio.move(false);
    this.panel.held("", 0);
    await countDown(seconds, (left) => this.panel.count(left), signal);
    this.panel.count(0);
    navigator.vibrate?.(30);
  }

  /** @returns {Promise<{raw: HTMLCanvasElement, seen: HTMLCanvasElement}>} of the next frame */
  #grab() {
    return new Promise((resolve) => {
      this.#wanted = ({ raw, seen }) => resolve({ raw, seen: copy(seen) });
    });
  }

  /** @returns {Promise<Taken>} the drawn figure in the scene */
  async #stand() {
    const figure = await image(this.panel.figure(this.figure));
    await this.scenes.shown;
    this.studio.draw(this.studio.standing(figure, this.settings.place), true);
    const preview = await shrink(this.panel.canvas);
    return { photo: null, figure: Number(this.figure), preview };
  }

  /** @param {AbortSignal} signal */
  async #record(signal) {
    const { panel, studio, settings } = this;
    await this.#count(settings.countdown, signal);
    const stop = new AbortController();
    const stopped = choice(panel.root, AbortSignal.any([signal, stop.signal]));
    stopped.then(
      () => stop.abort(),
      () => undefined,
    );
    studio.move(true);
    studio.mark = panel.words("mark");
    panel.recording(settings.clip);
    try {
      return await record(panel.canvas, settings.clip, stop.signal, signal);
    } finally {
      studio.mark = "";
      stop.abort();
      panel.recording(0);
      this.#busy = false;
    }
  }

  /** The clip, if there is one, played over and over on this device; the camera is closed. */
  async #replay() {
    if (this.#clip) await this.panel.replay(this.#clip, this.signal);
    this.#clip = null;
  }

  /**
   * Draw without a camera: the scene alone until the first look, or with the drawn figure.
   *
   * @param {AbortSignal} signal
   */
  async #idle(signal) {
    const byTouch = !this.stage.byHand;
    /** @type {Map<string, HTMLImageElement>} */
    const figures = new Map();
    while (!signal.aborted && !this.#live) {
      const wanted = this.figure;
      if (byTouch && !figures.has(wanted))
        await image(this.panel.figure(wanted)).then(
          (drawn) => figures.set(wanted, drawn),
          () => undefined,
        );
      const drawn = byTouch ? figures.get(wanted) : undefined;
      this.studio.draw(drawn && this.studio.standing(drawn, this.settings.place));
      await pause(byTouch && this.studio.lively ? SMOOTH : CALM, signal).catch(() => undefined);
    }
  }
}

/**
 * As the player saw it: what stood at their left stands at the left.
 *
 * @param {HTMLCanvasElement} frame
 */
function mirror(frame) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: frame.width, height: frame.height });
  const context = canvas.getContext("2d");
  context?.setTransform(-1, 0, 0, 1, frame.width, 0);
  context?.drawImage(frame, 0, 0);
  return canvas;
}

/** @param {HTMLCanvasElement} source */
function copy(source) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: source.width, height: source.height });
  canvas.getContext("2d")?.drawImage(source, 0, 0);
  return canvas;
}
