/** A camera that is looked through: frame by frame read, and the same frames kept as proof. */

import { closeCamera, mindTheCurtain, openCamera, print, shownPart, still } from "./camera.js";
import { Pace } from "./pace.js";
import { shrink } from "./picture.js";

/** @typedef {import("../vision/eye.js").Ability} Ability */
/** @typedef {import("../vision/eye.js").Vision} Vision */
/**
 * @template {Ability} A
 * @typedef {import("../vision/eye.js").Reading<A>} Reading
 */

/**
 * @typedef {object} Look what one frame told
 * @property {number} at when it was taken, as performance.now() tells
 * @property {boolean} slow this machine can hardly keep up: what else moves should stand still
 * @property {() => Promise<Blob>} still that very frame, as a JPEG; of frames that are kept only
 */

/**
 * @template {Ability} [A="hands"]
 * @typedef {object} Watching
 * @property {(keepFrom?: number) => Promise<Reading<A> & Look>} see
 *   Read the next frame, or the wished part of it. It is kept where it was taken at
 *   `keepFrom` or later. Rejects with CameraGone.
 * @property {() => void} close
 */

/** The camera stopped, or what reads it did: the play can go on without. */
export class CameraGone extends Error {}

// Enough for a hand at arm's length, and little to send.
const LONGEST = 640;
// What a photo is made small to as well.
const LARGEST = 1280;
const SIZE = { width: 1280, height: 960 };
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
  const { openEye } = await import("../vision/eye.js");
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
    return new Looking(wish, ready, either, over);
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

  /**
   * @param {import("./stage.js").WatchWish<A>} wish
   * @param {import("../vision/eye.js").Eye<A>} eye
   * @param {AbortSignal} signal
   * @param {AbortController} over
   */
  constructor({ video, part = shownPart, onto }, eye, signal, over) {
    this.video = video;
    this.part = part;
    this.onto = onto;
    this.eye = eye;
    this.signal = signal;
    this.over = over;
    this.stopMinding = mindTheCurtain(video, signal, SIZE);
  }

  async see(keepFrom = Infinity) {
    const wished = performance.now();
    try {
      await nextFrame(this.video, this.signal);
      const at = performance.now();
      const reading = this.eye.see(this.video, this.part(this.video));
      // Drawn within the task in which it is read: the video stands at the same frame.
      const kept = at >= keepFrom ? still(this.video, LONGEST) : null;
      if (this.onto) print(this.video, this.onto, LARGEST);
      const told = await reading;
      const slow = this.#pace.note(performance.now() - wished);
      return { ...told, at, slow, still: () => jpegOf(kept) };
    } catch (error) {
      this.signal.throwIfAborted();
      throw new CameraGone("nothing to be seen", { cause: error });
    }
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
