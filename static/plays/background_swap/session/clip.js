/** A clip of what the canvas shows. It stays in this browser: nothing here sends anything. */

import { pause } from "../../../core/patience.js";

const KINDS = ["video/mp4;codecs=avc1.42E01F", "video/webm;codecs=vp9", "video/webm"];
const BITS = 4_000_000;
const RATE = 30;

/** Whether this browser can record a canvas at all. */
export const canRecord = () =>
  typeof MediaRecorder === "function" && "captureStream" in HTMLCanvasElement.prototype;

/**
 * Resolves with the clip after so many seconds, or as soon as `stop` is aborted.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {number} seconds
 * @param {AbortSignal} stop
 * @param {AbortSignal} signal the player leaves
 * @returns {Promise<File>}
 */
export async function record(canvas, seconds, stop, signal) {
  const stream = canvas.captureStream(RATE);
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS });
  /** @type {Blob[]} */
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  try {
    await pause(seconds * 1000, AbortSignal.any([stop, signal])).catch(() => undefined);
    signal.throwIfAborted();
  } finally {
    recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  }
  await ended;
  const type = recorder.mimeType.split(";")[0];
  return new File(parts, `marquee.${type.split("/")[1]}`, { type });
}
