/** The phone as a stage: what stage.js promises a play, on the sheet over the player's page. */

import { outOfReach, Refused } from "./api.js";
import { choice } from "./choice.js";
import { find } from "./dom.js";
import { take } from "./finder.js";
import { poll } from "./poll.js";
import { upload } from "./upload.js";
import { uuid } from "./uuid.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./stage.js").Shot} Shot */
/** @typedef {import("./stage.js").Verdict} Verdict */

const LINE = 1800;

/** @implements {Stage} */
export class PhoneStage {
  /**
   * @param {import("./sheet.js").Sheet} sheet
   * @param {import("./round.js").RoundKeeper} keeper
   * @param {import("./finder.js").Way} way how the player wants to be photographed
   */
  constructor(sheet, keeper, way) {
    this.sheet = sheet;
    this.keeper = keeper;
    this.way = way;
  }

  /** @param {{countdown: number}} wish */
  async photograph({ countdown }) {
    const pending = this.keeper.pending;
    if (pending) return pending;
    for (;;) {
      const taken = await take(this.sheet, this.way, countdown);
      if (!taken.photo || (await this.#content(taken.photo))) return { token: uuid(), ...taken };
      this.way = "camera";
    }
  }

  /**
   * @param {Shot} shot
   * @returns {Promise<Verdict>}
   */
  async judge(shot) {
    const step = this.sheet.show("wait");
    portray(step, shot);
    const stop = rotate(step, () => Boolean(shot.sent));
    try {
      const verdict = await this.#persist(() => this.#ask(step, shot));
      if (verdict.state !== "done") this.keeper.drop();
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
    this.way = /** @type {import("./finder.js").Way} */ (act);
  }

  /** @param {Verdict} verdict */
  async finish(verdict) {
    this.keeper.forget();
    location.replace(verdict.resultUrl);
    await new Promise(() => {});
  }

  /**
   * Sent only if the server does not have it yet; then waited for.
   *
   * @param {HTMLElement} step
   * @param {Shot} shot
   */
  async #ask(step, shot) {
    const round = this.keeper.current;
    if (!round) throw new Error("no round was started");
    const { signal } = this.sheet;
    const waiting = () => step.toggleAttribute("data-waiting", true);
    if (!shot.sent) {
      await this.keeper.keep(shot);
      const bar = find(step, "progress", HTMLProgressElement);
      const progress = (/** @type {number} */ part) => (bar.value = part / 2);
      try {
        await upload(round.photo_url, shot, { progress, waiting, signal });
      } catch (error) {
        return answered(error, round.result_url);
      }
      shot.sent = true;
      await this.keeper.keep(shot);
    }
    step.removeAttribute("data-waiting");
    return poll(round.status_url, { waiting, signal });
  }

  /**
   * @template T
   * @param {() => Promise<T>} task asked again, when the player says so, until the network is back
   * @returns {Promise<T>}
   */
  async #persist(task) {
    for (;;) {
      try {
        return await task();
      } catch (error) {
        if (!outOfReach(error)) throw error;
        await choice(this.sheet.show("offline"), this.sheet.signal);
        this.sheet.show("wait").removeAttribute("data-waiting");
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

/**
 * The server's no to an upload, as a verdict where the player can mend it.
 *
 * @param {unknown} error
 * @param {string} resultUrl
 * @returns {Verdict}
 */
function answered(error, resultUrl) {
  if (error instanceof Refused) {
    const { status, code, message } = error;
    if (status === 409 && code === "finished") return { state: "done", reason: "", message, resultUrl };
    if (status === 400 || status === 413)
      return { state: "retake", reason: code, message, resultUrl: "" };
  }
  throw error;
}

/**
 * Show the shot in a step's [data-shot] picture. The address is given back once it is drawn.
 *
 * @param {HTMLElement} step
 * @param {{photo: Blob | null, figure: number | null}} shot
 */
function portray(step, { photo, figure }) {
  const image = find(step, "[data-shot]", HTMLImageElement);
  const url = photo ? URL.createObjectURL(photo) : figureUrl(figure);
  image.hidden = !url;
  image.onload = () => photo && URL.revokeObjectURL(url);
  image.onerror = () => (image.hidden = true);
  image.src = url;
}

/** @param {number | null} figure */
function figureUrl(figure) {
  const drawn = document.querySelector(`button[data-do="figure"][value="${figure}"] img`);
  return drawn instanceof HTMLImageElement ? drawn.src : "";
}

/**
 * Show the step's lines one after the other; returns what stops it.
 *
 * @param {HTMLElement} step
 * @param {() => boolean} sent before that the first line stands: nobody works on the photo yet
 */
function rotate(step, sent) {
  const lines = [...step.querySelectorAll("[data-lines] li")];
  let now = 0;
  const show = () => lines.forEach((line, index) => line.toggleAttribute("hidden", index !== now));
  show();
  const timer = setInterval(() => {
    if (sent()) now = Math.min(now + 1, lines.length - 1);
    show();
  }, LINE);
  return () => clearInterval(timer);
}
