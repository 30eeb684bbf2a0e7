/** Gesture duel: rock, paper, scissors against a star, best of a few turns. */

import { Refused } from "../core/api.js";
import { choice } from "../core/choice.js";
import { uuid } from "../core/uuid.js";
import { CameraGone } from "../core/watching.js";
import { filmed, raised, thrown } from "./gesture_duel/hand.js";
import { COUNTS, Show } from "./gesture_duel/show.js";

/** @typedef {import("../core/stage.js").Stage} Stage */
/** @typedef {import("../core/stage.js").Watching} Watching */
/** @typedef {import("../core/filming.js").Filming} Filming */
/** @typedef {import("../core/turns.js").Move} Move */
/** @typedef {import("./gesture_duel/show.js").Settings} Settings */

// What the server says no to with these is played again: nothing of the answer was shown.
const AGAIN = [400, 409, 413];
// So many throws in a row that could not be read here, and the server reads them; so many that it
// did not take, and the duel goes on by touch.
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
  /** @type {Filming | null} */
  #filming = null;
  #isBlind = false;
  #unclear = 0;
  /** What is told where the player is asked for a move the next time. */
  #news = "";
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
      if (!move) return;
      const answer = await this.stage.sendTurn(move);
      this.#unclear = 0;
      await this.show.reveal(answer);
    } catch (error) {
      this.stage.signal.throwIfAborted();
      if (!this.#turn.signal.aborted) await this.#again(error);
    }
  }

  /** @param {AbortSignal} signal @returns {Promise<Move>} */
  async #byTouch(signal) {
    this.arena.way("touch");
    this.show.say(this.#news || this.arena.words("choose"));
    this.#news = "";
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
    this.arena.way("camera");
    this.arena.seen("none");
    const first = !this.#watching;
    if (!this.#isBlind) this.#watching ??= await this.#watch(signal);
    this.#isBlind = !this.#watching;
    try {
      if (this.#watching) return await this.#seen(this.#watching, first, signal);
      return await this.#filmed(signal);
    } catch (error) {
      if (!(error instanceof CameraGone)) throw error;
      return this.#withoutCamera("camera-gone");
    }
  }

  /**
   * @param {Watching} watching
   * @param {boolean} first
   * @param {AbortSignal} signal
   * @returns {Promise<Move | null>}
   */
  async #seen(watching, first, signal) {
    const { arena, stage } = this;
    const seen = (/** @type {{gesture: string, slow: boolean}} */ { gesture, slow }) => {
      arena.seen(gesture);
      if (slow) arena.standStill();
    };
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
    if (shown) return { ...opened, ...shown, by: "camera" };
    this.#unclear += 1;
    if (this.#unclear === DOUBTS) {
      this.#rest();
      this.#isBlind = true;
      this.#unclear = 0;
    }
    await this.show.tell(arena.words("unclear"));
    return null;
  }

  /**
   * The same where nothing here can see: the server reads what was shown.
   *
   * @param {AbortSignal} signal
   * @returns {Promise<Move | null>}
   */
  async #filmed(signal) {
    const { arena, stage } = this;
    const first = !this.#filming;
    this.#filming ??= await stage.film({ video: arena.video, signal });
    if (!this.#filming) return this.#withoutCamera("no-camera");
    arena.calm();
    if (first) await this.show.tell(arena.words("ready"), "idle");
    arena.line(arena.words("ready"));
    const opened = await stage.openTurn(stage.standing.number);
    const start = performance.now();
    const beat = start + COUNTS * this.settings.beat;
    const [frames] = await Promise.all([
      filmed(this.#filming, beat),
      this.show.count(start, signal),
    ]);
    arena.line(arena.words("picked"));
    return { ...opened, move: "", by: "camera", frames };
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
   * Go on by touch, and say so where the next move is asked for: nobody has to wait for the words.
   *
   * @param {string} why
   */
  #withoutCamera(why) {
    this.#unclear = 0;
    this.stage.byHand = false;
    this.#rest();
    this.#news = this.arena.words(why);
    return null;
  }

  /**
   * A turn that the server did not take, in its own words; nothing of the answer was shown.
   *
   * @param {unknown} error
   */
  async #again(error) {
    if (!(error instanceof Refused) || !AGAIN.includes(error.status)) throw error;
    this.#unclear += 1;
    const isOver = this.stage.standing.over;
    if (this.stage.byHand && this.#unclear >= DOUBTS) this.#withoutCamera("no-camera");
    else if (!isOver) await this.show.tell(error.message);
  }

  /** @param {boolean} byHand */
  #change(byHand) {
    if (byHand === this.stage.byHand) return;
    this.stage.byHand = byHand;
    this.#unclear = 0;
    this.#turn.abort();
    if (!byHand) this.#rest();
  }

  /** The camera is closed as soon as nobody looks through it. */
  #rest() {
    this.#watching?.close();
    this.#filming?.close();
    this.#watching = this.#filming = null;
  }
}
