/** What the big screen offers a play; see ../core/stage.js for the contract. */

import { outOfReach } from "../core/api.js";
import { cameraOffered, cameraRefused, closeCamera, openCamera, still } from "../core/camera.js";
import { countDown } from "../core/countdown.js";
import { openFilming } from "../core/filming.js";
import { pause, persist } from "../core/patience.js";
import { shrink } from "../core/picture.js";
import { poll } from "../core/poll.js";
import { after, fresh, openTurn, sendTrace, sendTurn } from "../core/turns.js";
import { upload } from "../core/upload.js";
import { uuid } from "../core/uuid.js";
import { openWatching } from "../core/watching.js";
import { develop } from "./develop.js";
import { CameraAway, Sorry } from "./endings.js";
import { handOver } from "./handover.js";
import * as outbox from "./outbox.js";
import { waitRound } from "./ring.js";
import { scene, show, slot } from "./scenes.js";

/** @typedef {import("../core/stage.js").Stage} Stage */
/** @typedef {import("../core/stage.js").Shot} Shot */
/** @typedef {import("../core/stage.js").Verdict} Verdict */

// Enough to step into the outline, and to put on a face.
const STEP_IN = 1800;
const SHORTEST_COUNTDOWN = 3;
const FLASH = 450;
const CAMERA = 60;
const READ_WHY = 5;
// A turn with its joy, or a visitor who thinks.
const TURN = 60;
const MOST_RETAKES = 3;
// How long a photo may wait for the network while its visitor waits for it.
const PATIENCE = 120;

/** @implements {Stage} */
export class ScreenStage {
  /** Where there is none it is not looked for twice. */
  #camera = true;

  /**
   * @param {import("./visit.js").Visit} visit
   * @param {import("./visit.js").ScreenRound} round
   */
  constructor(visit, round) {
    this.visit = visit;
    this.round = round;
    this.words = visit.page.words;
    this.retakes = 0;
    this.byHand = true;
    this.own = false;
    /** @type {Shot | null} what a crash left is sent before a play begins, see outbox.js */
    this.pending = null;
    this.standing = fresh();
  }

  stay() {
    this.visit.limit(TURN);
  }

  get signal() {
    return this.visit.signal;
  }

  /** @param {string} name */
  scene(name) {
    this.visit.limit(TURN);
    const shown = show(name);
    this.visit.offerPalm(shown);
    return shown;
  }

  /**
   * @template {import("../core/stage.js").Ability} A
   * @param {import("../core/stage.js").WatchWish<A>} wish
   */
  async watch(wish) {
    const { vision } = this.visit.page.play;
    if (!vision || !cameraOffered()) return null;
    this.visit.limit(CAMERA);
    return openWatching(vision, wish).catch((error) => {
      wish.signal.throwIfAborted();
      this.#camera = !cameraRefused(error);
      return null;
    });
  }

  /** @param {import("../core/stage.js").FilmWish} wish */
  async film(wish) {
    if (!this.#camera || !cameraOffered()) return null;
    this.visit.limit(CAMERA);
    return openFilming(wish).catch(() => {
      wish.signal.throwIfAborted();
      return null;
    });
  }

  /** @param {number} number */
  async openTurn(number) {
    this.visit.limit(TURN);
    const opened = await this.#patiently((how) => openTurn(this.round.open_turn_url, number, how));
    this.visit.limit(Math.max(TURN, opened.closes_in ?? 0));
    return opened;
  }

  /** @param {import("../core/turns.js").Move} move */
  async sendTurn(move) {
    const answer = await this.#patiently((how) => sendTurn(this.round.turn_url, move, how));
    this.standing = after(move.number, answer);
    this.visit.limit(TURN);
    return answer;
  }

  /** @param {import("../core/turns.js").Trace} trace */
  async sendTrace(trace) {
    const scored = await this.#patiently((how) => sendTrace(this.round.trace_url, trace, how));
    this.standing = { ...this.standing, over: true };
    this.visit.limit(TURN);
    return scored;
  }

  async renew() {
    this.round = await this.visit.start();
    this.standing = fresh();
  }

  /** @param {{countdown: number}} wish */
  async photograph({ countdown }) {
    const { signal } = this.visit;
    const camera = show("camera");
    this.visit.limit(CAMERA);
    const video = await this.#open();
    slot("line").textContent = this.words.stand;
    await pause(STEP_IN, signal);
    slot("line").textContent = this.words.look;
    await countDown(Math.max(countdown, SHORTEST_COUNTDOWN), showCount, signal);
    camera.dataset.flash = "";
    const picture = still(video);
    await pause(FLASH, signal).finally(() => delete camera.dataset.flash);
    closeCamera(video);
    develop.print(picture);
    return { token: uuid(), photo: await shrink(picture), figure: null };
  }

  /** @param {Shot} shot @returns {Promise<Verdict>} */
  async judge(shot) {
    const { signal } = this.visit;
    this.visit.limit(PATIENCE, this.words.network);
    const until = Date.now() + PATIENCE * 1000;
    const { token, photo, choice } = shot;
    if (photo) await outbox.keep({ round: this.round, token, photo, choice, until });
    if (shot.preview) develop.print(await createImageBitmap(shot.preview), true);
    const lamps = develop.start(this.words, Boolean(photo || shot.preview));
    const at = (/** @type {string} */ now) => (scene("developing").dataset.at = now);
    at("sending");
    try {
      const waiting = () => lamps.wait();
      const send = () => upload(this.round.photo_url, shot, { waiting, signal });
      await persist(send, { tries: Infinity, again: outOfReach, waiting, signal });
      at("queued");
      return await poll(this.round.status_url, { signal, waiting, at });
    } finally {
      lamps.stop();
      await outbox.empty();
    }
  }

  /** @param {Verdict} verdict */
  async retake({ state, message }) {
    this.retakes += 1;
    if (state === "failed" || this.retakes > MOST_RETAKES) throw new Sorry(message);
    this.visit.limit(READ_WHY + 1);
    slot("why").textContent = message;
    await waitRound(show("retake"), READ_WHY, this.visit.signal);
  }

  /** @param {Verdict} _verdict */
  finish(_verdict) {
    return handOver(this.visit, this.round);
  }

  /**
   * The network may be away for as long as the visitor waits.
   *
   * @template T
   * @param {(how: import("../core/turns.js").How) => Promise<T>} task
   */
  #patiently(task) {
    const { signal } = this.visit;
    const now = scene(document.body.dataset.now ?? "");
    const waiting = () => now.toggleAttribute("data-waiting", true);
    const once = () => task({ signal, waiting });
    return persist(once, { tries: Infinity, again: outOfReach, waiting, signal }).finally(() =>
      now.removeAttribute("data-waiting"),
    );
  }

  async #open() {
    const video = document.createElement("video");
    video.muted = video.playsInline = true;
    slot("stage").replaceChildren(video);
    try {
      await openCamera(video, this.visit.signal);
    } catch (error) {
      if (this.visit.signal.aborted) throw error;
      throw new CameraAway("no camera", { cause: error });
    }
    return video;
  }
}

/** @param {number} left */
function showCount(left) {
  const count = slot("count");
  count.textContent = String(left);
  count.animate(
    [
      { transform: "scale(1.5)", opacity: 0 },
      { transform: "scale(1)", opacity: 1, offset: 0.2 },
      { transform: "scale(0.92)", opacity: 0.85 },
    ],
    { duration: 1000, easing: "ease-out", fill: "forwards" },
  );
}
