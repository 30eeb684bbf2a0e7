/** A camera that is looked through: frame by frame read, and the same frames kept as proof. */

import { closeCamera, mindTheCurtain, openCamera, print, shownPart, still } from "./camera.js";
import { Pace } from "./pace.js";
import { shrink } from "./picture.js";
import { Sharpness, SIZES } from "./sharpness.js";

/** @typedef {import("../vision/eye.js").Ability} Ability */
/** @typedef {import("../vision/eye.js").Vision} Vision */
/**
 * @template {Ability} A
 * @typedef {import("../vision/eye.js").Reading<A>} Reading
 */

/**
 * @typedef {object} Look what one frame told
 * @property {number} at when it was taken, as performance.now() tells
 * @property {import("../vision/eye.js").Part} part of the frame that was looked at, in its pixels
 * @property {boolean} slow this machine can hardly keep up: what else moves should stand still
 * @property {() => Promise<Blob>} still that very frame, as a JPEG; of frames that are kept only
 */

/**
 * @template {Ability} [A="hands"]
 * @typedef {object} Watching
 * @property {(keepFrom?: number, drew?: number) => Promise<Reading<A> & Look>} see
 *   Read the next frame, or the wished part of it. It is kept where it was taken at
 *   `keepFrom` or later. `drew`: milliseconds that the page spent on what it was told last; where
 *   looks and drawing take long the pictures become smaller. Rejects with CameraGone.
 * @property {() => Promise<void>} sharpen
 *   A picture is about to be taken: resolves when the camera gives its full size again.
 * @property {() => void} close
 */

/** The camera stopped, or what reads it did: the play can go on without. */
export class CameraGone extends Error {}

// Enough for a hand at arm's length, and little to send.
const LONGEST = 640;
// What a photo is made small to as well; smaller on the steps of a machine that is slow.
const LARGEST = SIZES.map(({ width }) => width);
const SIZE = SIZES[0];
const TICK = 500;
const PATIENCE = 8000;

/**
 * Open the camera and what reads it.
 *
 * @template {Ability} A
 * @param {Vision} vision
 * @param {import("./stage.js").WatchWish<A>} wish
 * @returns {Promise<Watching<A>>} rejects where one of them cannot be had
 */
export async function openWatching(vision, wish) {
  const { see, bodies, video, progress, signal } = wish;
  const [{ openEye }, { Stairs }] = await Promise.all([
    import("../vision/eye.js"),
    import("../vision/stairs.js"),
  ]);
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const opened = openCamera(video, either, SIZE);
  const eye = openEye(vision, {
    see,
    bodies,
    signal: either,
    progress: (loaded, total) => progress(loaded / total),
  });
  try {
    const [, ready] = await Promise.all([opened, eye]);
    return new Looking(wish, ready, new Stairs(SIZES.length), either, over);
  } catch (error) {
    over.abort();
    closeCamera(video);
    eye.then((late) => late.close()).catch(() => undefined);
    throw error;
  }
}

/**
 * @template {Ability} A
 * @implements {Watching<A>}
 */
class Looking {
  #pace = new Pace();
  #isSharp = false;

  /**
   * @param {import("./stage.js").WatchWish<A>} wish
   * @param {import("../vision/eye.js").Eye<A>} eye
   * @param {import("../vision/stairs.js").Stairs} stairs
   * @param {AbortSignal} signal
   * @param {AbortController} over
   */
  constructor({ video, part = shownPart, onto }, eye, stairs, signal, over) {
    this.video = video;
    this.part = part;
    this.onto = onto;
    this.eye = eye;
    this.stairs = stairs;
    this.sharpness = new Sharpness(video);
    this.signal = signal;
    this.over = over;
    this.stopMinding = mindTheCurtain(video, signal, SIZE);
  }

  async see(keepFrom = Infinity, drew = 0) {
    const wished = performance.now();
    try {
      await nextFrame(this.video, this.signal);
      const at = performance.now();
      const { step } = this.stairs;
      const part = this.part(this.video);
      const reading = this.eye.see(this.video, part, step);
      // Drawn within the task in which it is read: the video stands at the same frame.
      const kept = at >= keepFrom ? still(this.video, LONGEST) : null;
      if (this.onto) print(this.video, this.onto, LARGEST[this.#isSharp ? 0 : step]);
      const told = await reading;
      const slow = this.#pace.note(performance.now() - wished);
      this.#note(told.ms + drew, part, keepFrom < Infinity);
      return { ...told, at, part, slow, still: () => jpegOf(kept) };
    } catch (error) {
      this.signal.throwIfAborted();
      throw new CameraGone("nothing to be seen", { cause: error });
    }
  }

  async sharpen() {
    this.#isSharp = true;
    // One change that is under way, and the one that is meant.
    await this.sharpness.set(0);
    await this.sharpness.set(0);
  }

  /**
   * Leaves a performance mark "eye-step" where the step becomes another. The camera, which stands
   * still for a moment when it is told, is told while nothing is to be proven.
   *
   * @param {number} took milliseconds of a look and of drawing it
   * @param {import("../vision/eye.js").Part} part
   * @param {boolean} isKeeping
   */
  #note(took, part, isKeeping) {
    const before = this.stairs.step;
    const step = this.stairs.note(took, performance.now());
    if (step !== before) performance.mark("eye-step", { detail: { before, step, took } });
    if (!isKeeping && !this.#isSharp) void this.sharpness.set(this.#held(step, part));
  }

  /**
   * No smaller than a kept frame has to be.
   *
   * @param {number} step
   * @param {import("../vision/eye.js").Part} part
   */
  #held(step, { width, height }) {
    const { videoWidth, videoHeight } = this.video;
    const share = Math.max(width, height) / Math.max(videoWidth, videoHeight);
    const large = SIZES.filter((size) => size.width * share >= LONGEST);
    return Math.min(step, Math.max(large.length - 1, 0));
  }

  close() {
    this.stopMinding();
    this.over.abort();
    closeCamera(this.video);
    this.eye.close();
  }
}

/** @param {HTMLCanvasElement | null} kept */
function jpegOf(kept) {
  if (!kept) throw new Error("this frame was not kept");
  return shrink(kept, LONGEST);
}

/**
 * Resolves with the video's next frame; a page in the background waits for its return.
 *
 * @param {HTMLVideoElement} video
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function nextFrame(video, signal) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const here = new AbortController();
    let waited = 0;
    const timer = setInterval(() => {
      waited += document.hidden ? 0 : TICK;
      if (unplugged(video) || waited > PATIENCE) end(() => reject(new Error("the camera stopped")));
    }, TICK);
    /** @param {() => void} settle */
    const end = (settle) => {
      clearInterval(timer);
      here.abort();
      settle();
    };
    signal.addEventListener("abort", () => end(() => reject(signal.reason)), {
      signal: here.signal,
    });
    onFrame(video, () => end(resolve));
  });
}

/**
 * @param {HTMLVideoElement} video
 * @param {() => void} then
 */
function onFrame(video, then) {
  if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(then);
  else requestAnimationFrame(then);
}

/** @param {HTMLVideoElement} video */
function unplugged({ srcObject }) {
  const tracks = srcObject instanceof MediaStream ? srcObject.getTracks() : [];
  return tracks.some((track) => track.readyState === "ended");
}
