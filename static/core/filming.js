/** A camera that nobody here can read: a few of its frames are taken, for the server to read. */

import { closeCamera, mindTheCurtain, openCamera, still } from "./camera.js";
import { pause } from "./patience.js";
import { shrink } from "./picture.js";
import { CameraGone, nextFrame } from "./watching.js";

/**
 * @typedef {object} Filming
 * @property {(moments: number[]) => Promise<Blob[]>} take
 *   A frame as a JPEG for each moment, as performance.now() tells. Rejects with CameraGone.
 * @property {() => void} close
 */

const LONGEST = 640;
const SIZE = { width: 1280, height: 960 };

/**
 * @param {import("./stage.js").FilmWish} wish
 * @returns {Promise<Filming>} rejects where the camera cannot be had
 */
export async function openFilming({ video, signal }) {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  await openCamera(video, either, SIZE);
  const stopMinding = mindTheCurtain(video, either, SIZE);
  return {
    take: (moments) => take(video, moments, either),
    close() {
      stopMinding();
      over.abort();
      closeCamera(video);
    },
  };
}

/**
 * @param {HTMLVideoElement} video
 * @param {number[]} moments
 * @param {AbortSignal} signal
 */
async function take(video, moments, signal) {
  const kept = [];
  for (const moment of moments) {
    await pause(moment - performance.now(), signal);
    await nextFrame(video, signal).catch((error) => {
      signal.throwIfAborted();
      throw new CameraGone("nothing to be seen", { cause: error });
    });
    kept.push(still(video, LONGEST));
  }
  return Promise.all(kept.map((frame) => shrink(frame, LONGEST)));
}
