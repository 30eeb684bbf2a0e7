/**
 * The screen's own eye for a raised hand, where its operator wants that. All that it sees stays in
 * this page's memory, look by look: no picture is kept, none is sent.
 */

import { pause } from "../core/patience.js";
import { openWatching } from "../core/watching.js";
import { Palm } from "./palm.js";

/** @typedef {import("./palm.js").Held} Held */
/** @typedef {import("../core/watching.js").Watching} Watching */
/** `null`: it opens, or is away. @typedef {(held: Held | null, blind: boolean) => void} Tell */

// A machine that waits all day stays cool; a palm that is up is worth more looks.
const CALM = 250;
const QUICK = 90;
// At first a machine that just starts may be busy; a camera that was unplugged stays away longer.
const SOON = 5000;
const LATER = 60_000;
// Hands below belong to bags and telephones: so much of the picture is looked at, from the top …
const UPPER = 0.62;
// … and no wider than this in its own heights, so that a hand two metres away is large enough.
const WIDEST = 1.25;

export class Lookout {
  /** @type {{over: AbortController, watching: Promise<Watching>, video: HTMLVideoElement} | null} */
  #open = null;
  /** Whether it should see and cannot; the operator is told. */
  blind = false;

  /** @param {import("../vision/eye.js").Vision} vision */
  constructor(vision) {
    this.vision = vision;
  }

  /**
   * Resolves when an open palm was held up for so long. Where nothing can be seen it waits, and
   * tries again now and then. The camera stays open until `rest`.
   *
   * @param {Palm} palm
   * @param {Tell} tell
   * @param {AbortSignal} signal
   */
  async palm(palm, tell, signal) {
    for (let wait = SOON; ; ) {
      tell(null, false);
      try {
        return await this.#held(palm, tell, signal);
      } catch (error) {
        signal.throwIfAborted();
        // Visitors see nothing of it; whoever sets the screen up finds why.
        console.warn("no eye for a raised hand", error, error instanceof Error && error.cause);
        this.rest();
        wait = this.blind ? Math.min(2 * wait, LATER) : SOON;
        this.blind = true;
        tell(null, true);
      }
      await pause(wait, signal);
    }
  }

  /** Close the camera. */
  rest() {
    const open = this.#open;
    this.#open = null;
    open?.over.abort();
    open?.video.remove();
    open?.watching.then(
      (watching) => watching.close(),
      () => undefined,
    );
  }

  /**
   * @param {Palm} palm
   * @param {Tell} tell
   * @param {AbortSignal} signal
   */
  async #held(palm, tell, signal) {
    const { watching } = (this.#open ??= this.#opened());
    const eye = await watching;
    signal.throwIfAborted();
    this.blind = false;
    for (;;) {
      const look = await eye.see();
      signal.throwIfAborted();
      const held = palm.note(look, look.part.height, look.at);
      tell(held, false);
      if (held.done) return;
      await pause(held.up ? QUICK : CALM, signal);
    }
  }

  #opened() {
    const over = new AbortController();
    const video = document.createElement("video");
    video.muted = video.playsInline = true;
    video.className = "aside";
    video.setAttribute("aria-hidden", "true");
    document.body.append(video);
    /** @type {"hands"[]} */
    const see = ["hands"];
    const wish = { see, video, part: upper, progress: () => undefined, signal: over.signal };
    return { over, video, watching: openWatching(this.vision, wish) };
  }
}

/**
 * @param {HTMLVideoElement} video
 * @returns {import("../vision/eye.js").Part}
 */
function upper({ videoWidth, videoHeight }) {
  const height = even(videoHeight * UPPER);
  const width = Math.min(even(videoWidth), even(height * WIDEST));
  return { x: even((videoWidth - width) / 2), y: 0, width, height };
}

/** @param {number} length */
const even = (length) => 2 * Math.floor(length / 2);
