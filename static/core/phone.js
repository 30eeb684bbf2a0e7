/** The phone as a stage: what stage.js promises a play, on the sheet over the player's page. */

import { outOfReach, Refused } from "./api.js";
import { cameraOffered, cameraRefused } from "./camera.js";
import { choice } from "./choice.js";
import { find } from "./dom.js";
import { openFilming } from "./filming.js";
import { take } from "./finder.js";
import { judged, rotate } from "./judged.js";
import { keepLast, lastPhoto } from "./lastphoto.js";
import { portray } from "./portray.js";
import { underWay } from "./round.js";
import { after, openTurn, sendTrace, sendTurn } from "./turns.js";
import { uuid } from "./uuid.js";
import { openWatching } from "./watching.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./stage.js").Shot} Shot */
/** @typedef {import("./stage.js").Verdict} Verdict */

/** @implements {Stage} */
export class PhoneStage {
  /** Nobody is asked twice for a camera. */
  #camera = true;

  /**
   * @param {import("./sheet.js").Sheet} sheet
   * @param {import("./round.js").RoundKeeper} keeper
   * @param {import("../vision/eye.js").Vision | null} vision what the play's eyes are made of
   */
  constructor(sheet, keeper, vision) {
    this.sheet = sheet;
    this.keeper = keeper;
    this.vision = vision;
  }

  get signal() {
    return this.sheet.signal;
  }

  get own() {
    return true;
  }

  get pending() {
    return this.keeper.pending;
  }

  stay() {}

  get byHand() {
    return this.#round.way === "camera";
  }

  set byHand(yes) {
    this.keeper.note({ way: yes ? "camera" : "touch" });
  }

  get standing() {
    return this.#round.standing;
  }

  /** @param {string} name */
  scene(name) {
    return this.sheet.show(name);
  }

  /**
   * @template {import("./stage.js").Ability} A
   * @param {import("./stage.js").WatchWish<A>} wish
   */
  async watch(wish) {
    if (!this.vision || !cameraOffered()) return null;
    return openWatching(this.vision, wish).catch((error) => {
      this.signal.throwIfAborted();
      wish.signal.throwIfAborted();
      this.#camera = !cameraRefused(error);
      return null;
    });
  }

  /** @param {import("./stage.js").FilmWish} wish */
  async film(wish) {
    if (!this.#camera || !cameraOffered()) return null;
    return openFilming(wish).catch(() => {
      this.signal.throwIfAborted();
      wish.signal.throwIfAborted();
      return null;
    });
  }

  /** @param {number} number */
  async openTurn(number) {
    try {
      return await this.#turn((how) => openTurn(this.#round.open_turn_url, number, how));
    } catch (error) {
      if (error instanceof Refused && error.code === "over")
        this.keeper.note({ standing: { ...this.standing, over: true } });
      throw error;
    }
  }

  /** @param {import("./turns.js").Move} move */
  async sendTurn(move) {
    const answer = await this.#turn((how) => sendTurn(this.#round.turn_url, move, how));
    this.keeper.note({ standing: after(move.number, answer) });
    return answer;
  }

  /** @param {import("./turns.js").Trace} trace */
  async sendTrace(trace) {
    const scored = await this.#turn((how) => sendTrace(this.#round.trace_url, trace, how));
    this.keeper.note({ standing: { ...this.standing, over: true } });
    return scored;
  }

  async renew() {
    const { way } = this.#round;
    this.keeper.forget();
    await this.#persist("wait", () => this.keeper.start(way, this.#patient("wait")));
  }

  /** @param {{countdown: number}} wish */
  async photograph({ countdown }) {
    if (this.pending) return this.pending;
    for (;;) {
      const taken = this.#before ?? (await this.#take(countdown));
      this.keeper.note({ choice: taken.choice });
      if (!taken.photo || (await this.#content(taken.photo))) return { token: uuid(), ...taken };
      this.keeper.note({ way: "camera" });
    }
  }

  /**
   * @param {Shot} given
   * @returns {Promise<Verdict>}
   */
  async judge(given) {
    const shot = this.keeper.pending ?? given;
    const step = this.sheet.show("wait");
    portray(step, shot);
    const stop = rotate(step, () => Boolean(shot.sent));
    try {
      const ask = () => judged(step, shot, this.keeper, this.#patient("wait"));
      const verdict = await this.#persist("wait", ask);
      if (verdict.state !== "done") this.keeper.drop();
      else await keepLast(this.keeper.page.last, shot.photo);
      return verdict;
    } finally {
      stop();
    }
  }

  /**
   * @param {Verdict} verdict
   * @param {Shot} shot
   */
  async retake(verdict, shot) {
    const step = this.sheet.show("retake");
    portray(step, shot);
    find(step, "[data-why]", HTMLElement).textContent = verdict.message;
    this.sheet.say(verdict.message);
    const { act } = await choice(step, this.sheet.signal);
    this.keeper.note({ way: act });
  }

  /**
   * The round is kept until the result is there: on a bad network the way to it may take two tries.
   *
   * @param {Verdict} verdict
   */
  async finish(verdict) {
    location.replace(verdict.resultUrl);
    await new Promise(() => {});
  }

  get #round() {
    return underWay(this.keeper);
  }

  /** @param {number} countdown */
  #take(countdown) {
    const { way, choice } = this.#round;
    const first = /** @type {import("./finder.js").Way} */ (way === "last" ? "camera" : way);
    return take(this.sheet, first, countdown, choice ?? null);
  }

  /** The photo of the round before, where the player wants that one and it is still there. */
  get #before() {
    const { way, choice } = this.#round;
    const photo = way === "last" ? lastPhoto(this.keeper.page.last) : null;
    return photo && { photo, figure: null, choice: choice ?? null };
  }

  /**
   * @template T
   * @param {(how: import("./turns.js").How) => Promise<T>} task
   */
  async #turn(task) {
    const name = this.sheet.now;
    try {
      return await this.#persist(name, () => task(this.#patient(name)));
    } finally {
      this.sheet.step(name).removeAttribute("data-waiting");
    }
  }

  /**
   * A try of several, and the step's word about a slow network.
   *
   * @param {string} name of the step
   */
  #patient(name) {
    const step = this.sheet.step(name);
    const waiting = () => step.toggleAttribute("data-waiting", true);
    return { signal: this.signal, waiting };
  }

  /**
   * @template T
   * @param {string} name of the step that stands there meanwhile
   * @param {() => Promise<T>} task asked again, when the player says so, until the network is back
   * @returns {Promise<T>}
   */
  async #persist(name, task) {
    for (;;) {
      try {
        return await task();
      } catch (error) {
        if (!outOfReach(error)) throw error;
        await choice(this.sheet.show("offline"), this.signal);
        this.sheet.show(name).removeAttribute("data-waiting");
      }
    }
  }

  /** @param {Blob} photo */
  async #content(photo) {
    const step = this.sheet.show("review");
    portray(step, { photo, figure: null });
    return (await choice(step, this.sheet.signal)).act === "use";
  }
}
