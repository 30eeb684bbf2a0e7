/**
 * The camera, closed as soon as nobody looks at it. It is opened after consent only, but for a
 * screen whose operator lets it look for a raised hand: see static/screen/lookout.js.
 */

const PHOTO = { width: 1920, height: 1440 };

/** Whether this browser can open one at all (in-app browsers and plain http often cannot). */
export const cameraOffered = () => Boolean(navigator.mediaDevices?.getUserMedia);

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
  const stream = await navigator.mediaDevices.getUserMedia({
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

/** @param {HTMLVideoElement} video */
export function closeCamera(video) {
  const stream = video.srcObject;
  if (stream instanceof MediaStream) stream.getTracks().forEach((track) => track.stop());
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
