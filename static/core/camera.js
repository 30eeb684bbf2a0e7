/**
 * The camera, closed as soon as nobody looks at it. It is opened after consent only, but for a
 * screen whose operator lets it look for a raised hand: see static/screen/lookout.js.
 */

import { drawer } from "./memory.js";
import { wayOut } from "./outside.js";

const PHOTO = { width: 1920, height: 1440 };
// An app that keeps the camera closed may not even say no. Who is asked there reads and taps.
const SILENT = 12_000;

/** Whether this browser can open one at all (in-app browsers and plain http often cannot). */
export const cameraOffered = () => Boolean(navigator.mediaDevices?.getUserMedia);

/** Whether it was refused, or nobody answered, when this tab last asked for it. */
const refusal = () => drawer(sessionStorage, "marquee-camera-refused");

/** Whether the camera is not to be had here, as far as this tab knows. */
export const cameraBarred = () => !cameraOffered() || Boolean(refusal().get());

/**
 * Whether it is the camera that is not to be had, and not what was to read it.
 *
 * @param {unknown} error
 */
export const cameraRefused = (error) => error instanceof DOMException;

/**
 * Open the camera that faces the player; resolves when the first picture is there.
 *
 * @param {HTMLVideoElement} video
 * @param {AbortSignal} [signal] aborted: the camera is closed again, whatever came of it
 * @param {{width: number, height: number}} [size] of the frames, as near as the camera can
 */
export async function openCamera(video, signal, size = PHOTO) {
  const stream = await granted({
    audio: false,
    video: { facingMode: "user", width: { ideal: size.width }, height: { ideal: size.height } },
  });
  video.srcObject = stream;
  if (signal?.aborted) {
    closeCamera(video);
    throw signal.reason;
  }
  signal?.addEventListener("abort", () => closeCamera(video), { once: true });
  await video.play();
}

/**
 * Ask for the camera; as long as this tab was given none, it counts as refused.
 *
 * @param {MediaStreamConstraints} wish
 * @returns {Promise<MediaStream>} rejects with a DOMException where it is not to be had; in an app
 *   that shows pages by itself, where nobody answers either
 */
function granted(wish) {
  refusal().put(true);
  const asked = navigator.mediaDevices.getUserMedia(wish);
  const told = asked.then((stream) => (refusal().clear(), stream));
  return wayOut(navigator.userAgent) ? answered(told) : told;
}

/**
 * @param {Promise<MediaStream>} asked
 * @returns {Promise<MediaStream>}
 */
function answered(asked) {
  return new Promise((resolve, reject) => {
    const silent = setTimeout(() => {
      reject(new DOMException("nobody answered", "TimeoutError"));
      asked.then(stop, () => undefined);
    }, SILENT);
    asked.then(resolve, reject).finally(() => clearTimeout(silent));
  });
}

/** @param {MediaStream} stream */
const stop = (stream) => stream.getTracks().forEach((track) => track.stop());

/** @param {HTMLVideoElement} video */
export function closeCamera(video) {
  const stream = video.srcObject;
  if (stream instanceof MediaStream) stop(stream);
  video.srcObject = null;
}

/**
 * The part of the video's frames that its box shows, in whole and even pixels of them.
 *
 * @param {HTMLVideoElement} video shown with object-fit: cover
 * @returns {import("../vision/eye.js").Part}
 */
export function shownPart({ videoWidth, videoHeight, clientWidth, clientHeight }) {
  const scale = Math.max(clientWidth / videoWidth, clientHeight / videoHeight);
  const width = Math.min(even(videoWidth), even(clientWidth / scale));
  const height = Math.min(even(videoHeight), even(clientHeight / scale));
  return { x: even((videoWidth - width) / 2), y: even((videoHeight - height) / 2), width, height };
}

/** @param {number} length */
const even = (length) => 2 * Math.floor(length / 2 + 0.01);

/**
 * What the video's box shows right now, as it is and not mirrored: lettering stays readable.
 *
 * @param {HTMLVideoElement} video shown with object-fit: cover
 * @param {number} [longest] of the sides, in pixels
 * @returns {HTMLCanvasElement}
 */
export function still(video, longest = Infinity) {
  const canvas = document.createElement("canvas");
  print(video, canvas, longest);
  return canvas;
}

/**
 * The same, onto a canvas that is there already and takes the picture's size.
 *
 * @param {HTMLVideoElement} video
 * @param {HTMLCanvasElement} canvas
 * @param {number} longest
 */
export function print(video, canvas, longest) {
  const part = shownPart(video);
  const smaller = Math.min(1, longest / Math.max(part.width, part.height));
  const [width, height] = [part.width, part.height].map((side) => Math.round(side * smaller));
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const from = /** @type {const} */ ([part.x, part.y, part.width, part.height]);
  canvas.getContext("2d")?.drawImage(video, ...from, 0, 0, width, height);
}

/**
 * A page in the background does not look: its camera is closed, and opened again on return.
 *
 * @param {HTMLVideoElement} video
 * @param {AbortSignal} signal
 * @param {{width: number, height: number}} [size]
 * @returns {() => void} what ends it
 */
export function mindTheCurtain(video, signal, size) {
  const mind = () => {
    if (document.hidden) closeCamera(video);
    else if (!video.srcObject) openCamera(video, signal, size).catch(() => {});
  };
  document.addEventListener("visibilitychange", mind);
  return () => document.removeEventListener("visibilitychange", mind);
}
