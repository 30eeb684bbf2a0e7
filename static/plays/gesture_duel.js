/** Gesture duel: rock, paper, scissors against a star, best of a few turns. */

import { Refused } from "../core/api.js";
import { choice } from "../core/choice.js";
import { uuid } from "../core/uuid.js";
import { CameraGone } from "../core/watching.js";
import { raised, thrown } from "./gesture_duel/hand.js";
import { COUNTS, Show } from "./gesture_duel/show.js";

/** @typedef {import("../core/stage.js").Stage} Stage */
/** @typedef {import("../core/stage.js").Watching} Watching */
/** @typedef {import("../core/turns.js").Move} Move */
/** @typedef {import("./gesture_duel/show.js").Settings} Settings */

// What the server says no to with these is played again: nothing of the answer was shown.
const AGAIN = [400, 409, 413];
// So many throws in a row that could not be read, and the duel goes on by touch.
const DOUBTS = 3;

/**
 * @param {Stage} stage
 * @param {Settings} settings
 */
export async function play(stage, settings) {
  for (;;) {
    const duel = new Duel(stage, settings);
    await duel.run().finally(() => duel.end());
    const shot = { token: uuid(), photo: null, figure: null };
    const verdict = await stage.judge(shot);
    if (verdict.state === "done") return stage.finish(verdict);
    await stage.retake(verdict, shot);
    await stage.renew();
  }
}

class Duel {
  /** @type {Watching | null} */
  #watching = null;
  #unclear = 0;
  #turn = new AbortController();
  #over = new AbortController();

  /**
   * @param {Stage} stage
   * @param {Settings} settings
   */
  constructor(stage, settings) {
    const { signal } = this.#over;
    this.stage = stage;
    this.settings = settings;
    this.show = new Show(stage, settings, signal);
    this.arena = this.show.arena;
    this.arena.onWay("touch", signal, () => this.#change(false));
    this.arena.onWay("camera", signal, () => this.#change(true));
  }

  async run() {
    this.arena.score(this.stage.standing.score);
    while (!this.stage.standing.over) await this.#round();
  }

  end() {
    this.#over.abort();
    this.#rest();
    this.arena.calm();
  }

  /** One turn; a switch of the way in its midst ends it, and it is opened anew. */
  async #round() {
    this.#turn = new AbortController();
    const signal = AbortSignal.any([this.stage.signal, this.#turn.signal]);
    this.arena.pick("");
    try {
      const move = await (this.stage.byHand ? this.#byHand(signal) : this.#byTouch(signal));
      if (move) await this.show.reveal(move, await this.stage.sendTurn(move));
    } catch (error) {
      this.stage.signal.throwIfAborted();
      if (!this.#turn.signal.aborted) await this.#again(error);
    }
  }

  /** @param {AbortSignal} signal @returns {Promise<Move>} */
  async #byTouch(signal) {
    this.arena.way("touch");
    this.show.say(this.arena.words("choose"));
    const { value } = await choice(this.arena.scene, signal);
    this.arena.calm();
    this.arena.pick(value);
    this.arena.line(this.arena.words("picked"));
    const opened = await this.stage.openTurn(this.stage.standing.number);
    await this.show.count(performance.now(), signal);
    return { ...opened, move: value, by: "touch", frames: [] };
  }

  /** @param {AbortSignal} signal @returns {Promise<Move | null>} null: not this time */
  async #byHand(signal) {
    const { arena, stage } = this;
    const seen = (/** @type {{gesture: string, slow: boolean}} */ { gesture, slow }) => {
      arena.seen(gesture);
      if (slow) arena.standStill();
    };
    arena.way("camera");
    arena.seen("none");
    const first = !this.#watching;
    const watching = (this.#watching ??= await this.#watch(signal));
    if (!watching) return this.#withoutCamera("no-camera");
    try {
      if (first) {
        arena.line(arena.words("raise"));
        await raised(watching, seen, signal);
      }
      arena.calm();
      arena.line(arena.words("ready"));
      const opened = await stage.openTurn(stage.standing.number);
      const start = performance.now();
      const beat = start + COUNTS * this.settings.beat;
      const [shown] = await Promise.all([
        thrown(watching, beat, seen, signal),
        this.show.count(start, signal),
      ]);
      this.#unclear = shown ? 0 : this.#unclear + 1;
      if (shown) return { ...opened, ...shown, by: "camera" };
    } catch (error) {
      if (!(error instanceof CameraGone)) throw error;
      return this.#withoutCamera("camera-gone");
    }
    if (this.#unclear === DOUBTS) return this.#withoutCamera("no-camera");
    await this.show.tell(arena.words("unclear"));
    return null;
  }

  /** @param {AbortSignal} signal */
  async #watch(signal) {
    const { arena } = this;
    this.show.say(arena.words("opening"));
    const progress = (/** @type {number} */ part) => {
      arena.loading(part);
      arena.line(arena.words("loading"));
    };
    try {
      return await this.stage.watch({ see: ["hands"], video: arena.video, progress, signal });
    } finally {
      arena.loading(1);
    }
  }

  /**
   * Go on by touch, and say so.
   *
   * @param {string} why
   */
  async #withoutCamera(why) {
    this.#unclear = 0;
    this.stage.byHand = false;
    this.#rest();
    this.arena.way("touch");
    await this.show.tell(this.arena.words(why), "idle");
    return null;
  }

  /**
   * A turn that the server did not take, in its own words; nothing of the answer was shown.
   *
   * @param {unknown} error
   */
  async #again(error) {
    if (!(error instanceof Refused) || !AGAIN.includes(error.status)) throw error;
    if (!this.stage.standing.over) await this.show.tell(error.message);
  }

  /** @param {boolean} byHand */
  #change(byHand) {
    if (byHand === this.stage.byHand) return;
    this.stage.byHand = byHand;
    this.#turn.abort();
    if (!byHand) this.#rest();
  }

  /** The camera is closed as soon as nobody looks through it. */
  #rest() {
    this.#watching?.close();
    this.#watching = null;
  }
}
