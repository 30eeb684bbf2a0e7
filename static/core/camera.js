/** The camera, opened only after consent and closed as soon as nobody looks at it. */

/** Whether this browser can open one at all (in-app browsers and plain http often cannot). */
export const cameraOffered = () => Boolean(navigator.mediaDevices?.getUserMedia);

/**
 * Open the camera that faces the player; resolves when the first picture is there.
 *
 * @param {HTMLVideoElement} video
 * @param {AbortSignal} [signal] aborted: the camera is closed again, whatever came of it
 */
export async function openCamera(video, signal) {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: "user", width: { ideal: 1920 }, height: { ideal: 1440 } },
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
 * What the video's box shows right now, as it is and not mirrored: lettering stays readable.
 *
 * @param {HTMLVideoElement} video shown with object-fit: cover
 * @returns {HTMLCanvasElement}
 */
export function still(video) {
  const { videoWidth, videoHeight, clientWidth, clientHeight } = video;
  const scale = Math.max(clientWidth / videoWidth, clientHeight / videoHeight);
  const width = Math.min(videoWidth, Math.round(clientWidth / scale));
  const height = Math.min(videoHeight, Math.round(clientHeight / scale));
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const [left, top] = [(videoWidth - width) / 2, (videoHeight - height) / 2];
  canvas.getContext("2d")?.drawImage(video, left, top, width, height, 0, 0, width, height);
  return canvas;
}
