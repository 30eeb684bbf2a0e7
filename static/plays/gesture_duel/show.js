/** The duel as a show: the countdown, both hands, the joy, and what is said in between. */

import { find } from "../../core/dom.js";
import { pause } from "../../core/patience.js";
import { Sounds } from "../../core/sounds.js";
import { Arena } from "./show/arena.js";
import { TUNES } from "./show/sounds.js";

/** @typedef {import("../../core/stage.js").Stage} Stage */
/** @typedef {import("../../core/turns.js").Answer} Answer */

/**
 * @typedef {object} Settings
 * @property {number} rounds best of so many
 * @property {number} beat milliseconds from one count to the next
 * @property {boolean} sound whether it is on at first
 * @property {{win: string, lose: string, draw: string}} words the operator's, for the end
 */

/** How many beats before the hands are shown. */
export const COUNTS = 3;
const SURPRISE = 650;
const JOY = 2000;
const LAST_JOY = 3200;
const READ = 2400;
const MOODS = /** @type {const} */ ({ win: "loses", lose: "wins", draw: "draw" });

export class Show {
  /**
   * @param {Stage} stage
   * @param {Settings} settings
   * @param {AbortSignal} signal the duel is over
   */
  constructor(stage, settings, signal) {
    this.stage = stage;
    this.settings = settings;
    this.arena = new Arena(stage.scene("duel"), settings.rounds, signal);
    const button = find(this.arena.scene, "[data-sound]", HTMLButtonElement);
    this.sounds = new Sounds(TUNES, "count", button, settings.sound, signal);
  }

  /**
   * Resolves at "shoot".
   *
   * @param {number} start as performance.now() tells
   * @param {AbortSignal} signal
   */
  async count(start, signal) {
    this.arena.pose("ready", "rock");
    for (let count = 1; count <= COUNTS; count += 1) {
      this.arena.beat(count % 2 ? "odd" : "even");
      this.arena.shout(`beat-${count}`);
      this.sounds.play("count");
      navigator.vibrate?.(15);
      await pause(start + count * this.settings.beat - performance.now(), signal);
    }
    this.arena.beat("hold");
    this.arena.shout("shoot");
    this.sounds.play("shoot");
    navigator.vibrate?.(40);
  }

  /**
   * Both hands, and who wins.
   *
   * @param {Answer} answer
   */
  async reveal({ move, answer, result, score, over }) {
    const { arena, stage } = this;
    arena.shout("");
    arena.pick(move);
    arena.seen(move);
    arena.pose("shoot", answer);
    arena.line("", arena.shown(move, answer));
    await pause(SURPRISE, stage.signal);
    arena.pose(MOODS[result]);
    arena.score(score);
    arena.line(over ? this.#ending(score) : arena.words(result), arena.shown(move, answer));
    this.sounds.play(result);
    if (result === "win") navigator.vibrate?.([20, 60, 20]);
    if (result === "win") arena.celebrate();
    await pause(over ? LAST_JOY : JOY, stage.signal);
  }

  /** @param {import("../../core/turns.js").Score} score */
  #ending({ you, star }) {
    const { words } = this.settings;
    if (you > star) return words.win || this.arena.words("won");
    if (you < star) return words.lose || this.arena.words("lost");
    return words.draw || this.arena.words("even");
  }

  /**
   * Between two turns: the star waits, and says this.
   *
   * @param {string} words
   * @param {"draw" | "idle"} [mood]
   */
  say(words, mood = "idle") {
    this.arena.pose(mood, "paper");
    this.arena.shout("");
    this.arena.line(words);
  }

  /**
   * The same, with time to read it.
   *
   * @param {string} words
   * @param {"draw" | "idle"} [mood]
   */
  async tell(words, mood = "draw") {
    this.say(words, mood);
    await pause(READ, this.stage.signal);
  }
}
