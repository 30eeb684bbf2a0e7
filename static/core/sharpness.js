/**
 * How large the camera's pictures are: smaller where the machine can hardly keep up, for all that
 * is done with them costs less then. Cameras that take no orders stay as they are.
 */

/** As a camera that is looked through is opened, and the steps down from there, of one shape. */
export const SIZES = [
  { width: 1280, height: 960 },
  { width: 960, height: 720 },
  { width: 640, height: 480 },
];
// Two shapes, width ÷ height, are one if they differ by less.
const ALIKE = 1.02;
const TICK = 40;
// A camera that changes its size shows nothing new for a moment.
const PATIENCE = 1000;

export class Sharpness {
  /** @type {MediaStreamTrack | null} whom it spoke to; one that was opened anew is in full size */
  #track = null;
  #step = 0;
  #stubborn = false;
  /** @type {Promise<void> | null} */
  #changing = null;

  /** @param {HTMLVideoElement} video */
  constructor(video) {
    this.video = video;
  }

  /**
   * Resolves when the video shows pictures of that size, or it is clear that it will not. While it
   * changes to one size it is asked for no other.
   *
   * @param {number} step of SIZES
   * @returns {Promise<void>}
   */
  set(step) {
    const track = trackOf(this.video);
    if (track !== this.#track) {
      this.#track = track;
      this.#step = 0;
      this.#stubborn = false;
    }
    if (this.#changing) return this.#changing;
    if (!track || this.#stubborn || step === this.#step) return Promise.resolve();
    this.#changing = this.#change(track, step).finally(() => (this.#changing = null));
    return this.#changing;
  }

  /**
   * @param {MediaStreamTrack} track
   * @param {number} step
   */
  async #change(track, step) {
    const { videoWidth: width, videoHeight: height } = this.video;
    this.#step = step;
    this.#stubborn = !(await obeys(track, step));
    if (this.#stubborn) return;
    await this.#shown(width);
    const { videoWidth, videoHeight } = this.video;
    const apart = (videoWidth * height) / (videoHeight * width);
    if (Math.max(apart, 1 / apart) > ALIKE) {
      // It would show another part of the room.
      this.#stubborn = true;
      await obeys(track, 0);
    }
  }

  /** @param {number} before the width of what the video showed */
  async #shown(before) {
    const end = performance.now() + PATIENCE;
    while (this.video.videoWidth === before && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, TICK));
  }
}

/**
 * A smaller picture is taken only as the camera itself makes it: a browser that shrinks each of
 * them spends more on it than is saved.
 *
 * @param {MediaStreamTrack} track
 * @param {number} step
 */
async function obeys(track, step) {
  const { width, height } = SIZES[step];
  const size = { width: { ideal: width }, height: { ideal: height } };
  const wish = step ? { ...size, resizeMode: { exact: "none" } } : size;
  try {
    await track.applyConstraints(wish);
    return true;
  } catch {
    return false;
  }
}

/** @param {HTMLVideoElement} video */
function trackOf({ srcObject }) {
  return srcObject instanceof MediaStream ? (srcObject.getVideoTracks()[0] ?? null) : null;
}
