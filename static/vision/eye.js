/**
 * What a page sees with: hands and their gestures, bodies, and people apart from what is behind
 * them, in the camera's frames, worked out in a worker so that the page never stutters. The browser
 * twin of the Python package `inference`.
 */

import { rungs } from "./ladder.js";

/** @typedef {"hands"|"pose"|"portrait"} Ability */
/** @typedef {"rock"|"paper"|"scissors"|"other"|"none"} Gesture */

/**
 * What one frame shows of hands. `landmarks`: of each hand 21 × (x, y, z) in pixels of what was
 * looked at, row by row, in the order of `inference.Hand`; at most one hand, the one that plays.
 * `handedness`: of each hand, 0 … 1, how likely it is the person's own right one, the picture not
 * being mirrored. `gesture`, `confidence`: of the hand that plays; `chances`: of all gestures, they
 * sum to 1.
 * @typedef {{gesture: Gesture, confidence: number, chances: Record<Gesture, number>,
 *   landmarks: Float32Array[], handedness: number[]}} HandsSeen
 */

/**
 * `landmarks`: 33 × (x, y, z, visibility) in pixels of what was looked at, row by row, in the order
 * of `inference.Pose`; z grows away from the camera, visibility is 0 … 1. `score`: 0 … 1, how sure
 * it is that this is a body. `id`: its own while it is followed, and again where it is lost for a
 * moment only.
 * @typedef {{id: number, landmarks: Float32Array, score: number}} Body
 */

/** By id, the longest known first; empty: nobody. @typedef {{bodies: Body[]}} PoseSeen */

/**
 * `data`: 0 (not a person) … 255, soft at the edges, row by row. It spans all that was looked at,
 * whatever its shape, and is steadied in time.
 * @typedef {{data: Uint8Array<ArrayBuffer>, width: number, height: number}} Mask
 */
/** @typedef {{mask: Mask}} PortraitSeen */

/**
 * What was asked for, of one frame. `ms`: from the frame to this answer.
 * @template {Ability} [A="hands"]
 * @typedef {Pick<HandsSeen & PoseSeen & PortraitSeen & {ms: number}, Told[A] | "ms">} Reading
 */
/**
 * The parts of a reading by ability.
 * @typedef {{hands: keyof HandsSeen, pose: keyof PoseSeen, portrait: keyof PortraitSeen}} Told
 */

/**
 * The addresses that the page was given (see campaigns/services/eyesight.py).
 * @typedef {{script: string, wasm: string, bytes: number}} Build
 * @typedef {{core: string, builds: {plain: Build, compat: Build, threads: Build}}} RuntimeFiles
 * @typedef {{url: string, bytes: number}} ModelFile
 * @typedef {{worker: string, runtime: RuntimeFiles, facts: string,
 *   models: Record<string, ModelFile>}} Vision
 */

/** @typedef {"webgpu"|"threads"|"wasm"} Backend */
/** @typedef {HTMLVideoElement|ImageBitmap|HTMLCanvasElement} Frame */
/**
 * Of a frame, in its pixels; whole and even numbers, for a camera's colours come four pixels at once.
 * @typedef {{x: number, y: number, width: number, height: number}} Part
 */

/**
 * What page and worker say to each other.
 * @typedef {{vision: Vision, see: Ability[], bodies: number}} Wish
 * @typedef {Wish & {backend: Backend, patience: number}} Opening
 * @typedef {{kind: "open"} & Opening|{kind: "see", frame: ImageBitmap|VideoFrame, step: number}} Order
 * @typedef {{kind: "progress", loaded: number, total: number}} Progress
 * @typedef {Partial<HandsSeen & PoseSeen & PortraitSeen>} Seen
 * @typedef {{kind: "failed", away: boolean, message: string}} Failed
 * `started`: what comes next needs no network any more.
 * @typedef {{kind: "open"}|{kind: "whole"}|{kind: "started"}|Progress|{kind: "probed", probed: Probed}
 *   |{kind: "seen", seen: Seen}|Failed} News
 */

/**
 * How networks are run here, and by what it was chosen. `took`: ms of a look, in this way and in
 * those that it was compared with; `ms`: the cost of comparing.
 * @typedef {{accelerator: "webgpu"|"wasm", threads: number, took: number[], ms: number}} Probed
 */

/**
 * @template {Ability} A
 * @typedef {object} EyeOptions
 * @property {A[]} see all that is wanted of every frame
 * @property {1|2} [bodies] how many are followed at most; one where left out
 * @property {AbortSignal} [signal] rejects with its reason
 * @property {(loaded: number, total: number) => void} [progress] in bytes
 */

// A worker that is silent for longer hangs: threads and GPUs do on some phones. The network may keep
// it waiting; once all bytes are there, what starts or looks for longer never comes to an end. On
// the last rung there is nothing better to go on with: a slow machine is waited for.
const LOADING_MS = 10_000;
const STARTING_MS = 4_000;
const LOOKING_MS = 3_000;
const LAST_MS = 10_000;
// Silence is counted in ticks: a page that slept has not waited.
const TICK_MS = 250;
// To find out what it runs on best; what loads and compiles meanwhile is needed anyway.
const PROBING_MS = 300;

/** Why an eye cannot be had or has failed. */
export class EyeError extends Error {
  /**
   * @param {"unsupported"|"broken"|"closed"} code unsupported: nothing runs here; broken: the
   *   files did not come; closed: it was closed meanwhile
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = "EyeError";
    this.code = code;
  }
}

/**
 * Opens an eye. Rejects with an EyeError.
 * @template {Ability} A
 * @param {Vision} vision
 * @param {EyeOptions<A>} options
 * @returns {Promise<Eye<A>>}
 */
export async function openEye(vision, { see, bodies = 1, signal, progress = () => undefined }) {
  signal?.throwIfAborted();
  const start = performance.now();
  /** @type {Eye<A>} */
  const eye = new Eye({ vision, see, bodies }, await rungs());
  const asked = performance.now() - start;
  signal?.throwIfAborted();
  const stop = () => eye.close();
  signal?.addEventListener("abort", stop);
  try {
    await eye.open(progress, asked);
    signal?.throwIfAborted();
    return eye;
  } catch (error) {
    eye.close();
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/**
 * Sees frame by frame; `close` frees all that it holds.
 * @template {Ability} [A="hands"]
 */
export class Eye {
  /**
   * @param {Wish} wish
   * @param {Backend[]} ladder what is left to be tried, the best first
   */
  constructor(wish, ladder) {
    this.wish = wish;
    this.ladder = ladder;
    /** @type {Backend} what it runs on */
    this.backend = "wasm";
    /** @type {Probed|null} */
    this.probed = null;
    /** @type {Helper|null} */
    this.helper = null;
    this.isClosed = false;
    /** @type {Promise<unknown>} the frame before */
    this.last = Promise.resolve();
    /** @type {Promise<void>} settles once all is there, such as the palm detector */
    this.whole = Promise.resolve();
  }

  /**
   * Leaves a performance measure "eye-probe": the time that it took to choose, and what was chosen.
   * @param {(loaded: number, total: number) => void} progress
   * @param {number} [spent] ms, on choosing, so far
   */
  async open(progress, spent = 0) {
    const note = (/** @type {Probed} */ probed) => {
      spent += probed.ms;
      this.probed = probed;
    };
    let failure = new EyeError("unsupported", "nothing runs here");
    while (this.ladder.length > 0 && !this.isClosed) {
      this.backend = /** @type {Backend} */ (this.ladder.shift());
      this.helper = new Helper(this.wish.vision.worker, this.ladder.length === 0);
      const { wish, backend } = this;
      const patience = Math.max(0, PROBING_MS - spent);
      try {
        await this.helper.open({ ...wish, backend, patience }, progress, note);
        this.whole = this.helper.whole;
        const detail = { ...this.probed, backend };
        performance.measure("eye-probe", { end: performance.now(), duration: spent, detail });
        return;
      } catch (error) {
        this.helper.end(new EyeError("closed", "replaced"));
        failure = error instanceof EyeError ? error : new EyeError("unsupported", String(error));
        if (failure.code !== "unsupported") {
          break;
        }
      }
    }
    throw this.isClosed ? new EyeError("closed", "closed while it opened") : failure;
  }

  /**
   * One frame after the other. Where a frame fails the next rung of the ladder is opened and looks
   * at it again. Rejects with an EyeError when none is left, or once it is closed.
   * @param {Frame} frame
   * @param {Part} [part] all that is looked at; the whole frame where left out
   * @param {number} [step] how much is spared; 0, nothing, where left out
   * @returns {Promise<Reading<A>>}
   */
  async see(frame, part, step = 0) {
    const start = performance.now();
    const seen = this.last.then(() => this.#seen(frame, part, step));
    this.last = seen.catch(() => undefined);
    const told = { ...(await seen), ms: performance.now() - start };
    return /** @type {any} the worker tells what it was opened for */ (told);
  }

  close() {
    this.isClosed = true;
    this.helper?.end(new EyeError("closed", "closed while it looked"));
    this.helper = null;
  }

  /**
   * @param {Frame} frame
   * @param {Part|undefined} part
   * @param {number} step
   * @returns {Promise<Seen>}
   */
  async #seen(frame, part, step) {
    const picture = await pictureOf(frame, part);
    const helper = this.helper;
    if (!helper) {
      picture.close();
      throw new EyeError("closed", "it is closed");
    }
    try {
      return await helper.see(picture, step);
    } catch (error) {
      if (this.isClosed) {
        throw error;
      }
      helper.end(new EyeError("closed", "replaced"));
      await this.open(() => undefined);
      return await this.#seen(frame, part, step);
    }
  }
}

/**
 * What can be handed to the worker. A video's frame goes as it is, so that its colours are worked
 * out over there and not on the page's own time.
 * @param {Frame} frame
 * @param {Part|undefined} part
 */
async function pictureOf(frame, part) {
  const asItIs = frame instanceof HTMLVideoElement ? videoFrameOf(frame, part) : null;
  if (asItIs) {
    return asItIs;
  }
  return part
    ? await createImageBitmap(frame, part.x, part.y, part.width, part.height)
    : await createImageBitmap(frame);
}

/**
 * No pixel is copied for it; null where this browser cannot, or keeps the picture lying on its
 * side.
 * @param {HTMLVideoElement} video
 * @param {Part|undefined} part
 */
function videoFrameOf(video, part) {
  if (typeof VideoFrame !== "function") {
    return null;
  }
  const whole = new VideoFrame(video);
  const isUpright =
    whole.displayWidth === video.videoWidth && whole.displayHeight === video.videoHeight;
  if (isUpright && !part) {
    return whole;
  }
  try {
    return isUpright ? new VideoFrame(whole, { visibleRect: part }) : null;
  } finally {
    whole.close();
  }
}

/** One worker, and the one thing that is waited for from it. */
class Helper {
  /**
   * @param {string} script
   * @param {boolean} isLast there is no other rung to be tried
   */
  constructor(script, isLast) {
    this.isLast = isLast;
    this.worker = new Worker(script);
    this.worker.onmessage = ({ data }) => this.#hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      // Without a message the script itself did not come.
      const code = event.message ? "unsupported" : "broken";
      this.#fail(new EyeError(code, event.message || "the worker did not come"));
    };
    /** @type {{resolve(news: any): void, reject(why: Error): void}|null} */
    this.waiting = null;
    this.progress = (/** @type {number} */ _loaded, /** @type {number} */ _total) => {};
    this.probed = (/** @type {Probed} */ _probed) => {};
    /** @type {() => void} */
    this.completed = () => undefined;
    this.whole = new Promise((/** @type {(value: void) => void} */ resolve) => {
      this.completed = resolve;
    });
    /** @type {ReturnType<typeof setInterval>|undefined} */
    this.alarm = undefined;
  }

  /**
   * @param {Opening} opening
   * @param {(loaded: number, total: number) => void} progress
   * @param {(probed: Probed) => void} probed
   * @returns {Promise<void>}
   */
  async open(opening, progress, probed) {
    this.progress = progress;
    this.probed = probed;
    await this.#ask({ kind: "open", ...opening }, LOADING_MS);
  }

  /**
   * @param {ImageBitmap|VideoFrame} frame
   * @param {number} step
   * @returns {Promise<Seen>}
   */
  async see(frame, step) {
    return (await this.#ask({ kind: "see", frame, step }, LOOKING_MS, [frame])).seen;
  }

  /** @param {EyeError} why */
  end(why) {
    this.worker.terminate();
    this.#fail(why);
  }

  /**
   * @param {Order} order
   * @param {number} patience ms of silence
   * @param {Transferable[]} given
   * @returns {Promise<any>}
   */
  #ask(order, patience, given = []) {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.#wait(patience);
      this.worker.postMessage(order, given);
    });
  }

  /** @param {number} patience ms of silence from here on */
  #wait(patience) {
    clearInterval(this.alarm);
    const most = this.isLast ? LAST_MS : patience;
    let silent = 0;
    this.alarm = setInterval(() => {
      silent += document.hidden ? 0 : TICK_MS;
      if (silent >= most) {
        this.#fail(new EyeError("unsupported", "the worker hangs"));
      }
    }, TICK_MS);
  }

  /** @param {News} news */
  #hear(news) {
    if (news.kind === "progress") {
      this.#wait(LOADING_MS);
      this.progress(news.loaded, news.total);
    } else if (news.kind === "started") {
      this.#wait(STARTING_MS);
    } else if (news.kind === "probed") {
      this.#wait(STARTING_MS);
      this.probed(news.probed);
    } else if (news.kind === "whole") {
      this.completed();
    } else if (news.kind === "failed") {
      this.#fail(new EyeError(news.away ? "broken" : "unsupported", news.message));
    } else {
      clearInterval(this.alarm);
      this.waiting?.resolve(news);
      this.waiting = null;
    }
  }

  /** @param {EyeError} why */
  #fail(why) {
    clearInterval(this.alarm);
    this.waiting?.reject(why);
    this.waiting = null;
  }
}
