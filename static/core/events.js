/** What happened on the page, told in batches that survive its closing. */

import { uuid } from "./uuid.js";

const BATCH = 20;
const QUIET = 2000;

/**
 * @param {string} url
 * @param {{release: number, placement: string}} about
 */
export function reporter(url, about) {
  /** @type {{id: string, name: string, at: string}[]} */
  let waiting = [];
  let timer = 0;

  const flush = () => {
    clearTimeout(timer);
    while (waiting.length) {
      const events = waiting.splice(0, BATCH);
      const body = JSON.stringify({ ...about, visitor: visitor(), events });
      navigator.sendBeacon(url, new Blob([body], { type: "application/json" }));
    }
  };
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => document.hidden && flush());

  /** @param {"view" | "save" | "share" | "result"} name */
  return function record(name) {
    waiting.push({ id: uuid(), name, at: new Date().toISOString() });
    clearTimeout(timer);
    if (waiting.length >= BATCH) flush();
    else timer = setTimeout(flush, QUIET);
  };
}

// This look at the page, until there is a player: from then on the cookie says who it is.
const look = uuid();

export const visitor = () => look;
