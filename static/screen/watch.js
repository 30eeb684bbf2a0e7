/**
 * The screen's line to the server: every poll is a sign of life, and brings word of a new release,
 * a pause, a pairing. The page is loaded again for it, but never under somebody's hands.
 */

import { ask, outOfReach } from "../core/api.js";
import { pause } from "../core/patience.js";
import { slot } from "./scenes.js";

export class Watch {
  /**
   * @param {{version: string, seconds: number,
   *   urls: {state: string, blind: string, home: string}}} page
   * @param {import("./lookout.js").Lookout | null} lookout
   */
  constructor(page, lookout) {
    this.page = page;
    this.lookout = lookout;
    this.resting = true;
    this.missed = 0;
  }

  /** Runs for ever. */
  async keep() {
    for (;;) {
      await pause(this.page.seconds * 1000);
      await this.#look();
    }
  }

  async #look() {
    const { state, blind } = this.page.urls;
    try {
      const url = this.lookout?.blind ? blind : state;
      const { version } = await ask(url, { cache: "no-cache" });
      this.#reached(true);
      if (version !== this.page.version && this.resting) await home(this.page.urls.home);
    } catch (error) {
      if (outOfReach(error)) this.#reached(false);
    }
  }

  /** One lost answer is nothing; two in a row are told. @param {boolean} yes */
  #reached(yes) {
    this.missed = yes ? 0 : this.missed + 1;
    slot("offline").hidden = this.missed < 2;
  }
}

/**
 * Load the screen anew, but only if the server is there to give it: a kiosk must not end on the
 * browser's own error page.
 *
 * @param {string} url
 */
export async function home(url) {
  const response = await fetch(url, { cache: "no-store" }).catch(() => null);
  if (response?.ok) location.replace(url);
}
