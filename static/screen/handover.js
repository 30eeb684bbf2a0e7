/** The picture on the screen, and its way to the visitor's phone. */

import { ask, outOfReach, post } from "../core/api.js";
import { celebrateIn } from "../core/confetti.js";
import { pause } from "../core/patience.js";
import { Sorry } from "./endings.js";
import { waitRound } from "./ring.js";
import { onPress, show, slot } from "./scenes.js";

/** @typedef {import("./visit.js").Visit} Visit */
/** @typedef {import("./visit.js").ScreenRound} ScreenRound */

const LOOK = 30;
const LOOK_ONCE_TAKEN = 15;
const ASK_AGAIN = 1000;

/**
 * Show the picture with its code until it was taken and looked at, or time is up.
 *
 * @param {Visit} visit
 * @param {ScreenRound} round
 */
export async function handOver(visit, round) {
  visit.limit(LOOK + LOOK_ONCE_TAKEN + 10);
  const answer = await ask(round.status_url, { cache: "no-cache", signal: visit.signal });
  slot("picture").replaceChildren(await loaded(answer.picture));
  slot("qr").replaceChildren(await loaded(answer.qr));
  slot("told").textContent = answer.words;
  slot("told").hidden = !answer.words;
  offer(true);
  const scene = show("result");
  visit.record("result");
  celebrateIn(scene);
  onPress("erase", scene, visit.signal, () => erase(visit, round));
  const looked = new AbortController();
  const signal = AbortSignal.any([looked.signal, visit.signal]);
  const isTaken = taken(round.status_url, signal);
  const first = await Promise.race([isTaken, waitRound(scene, LOOK, signal)]).finally(() =>
    looked.abort(),
  );
  if (!first) return;
  offer(false);
  await waitRound(scene, LOOK_ONCE_TAKEN, visit.signal);
}

/**
 * @param {string} url
 * @returns {Promise<HTMLImageElement>} a picture that can be seen at once
 */
async function loaded(url) {
  const image = new Image();
  image.alt = "";
  image.src = url;
  await image.decode();
  return image;
}

/** Either the code to scan, or the word that somebody has. @param {boolean} open */
function offer(open) {
  slot("offer").hidden = !open;
  slot("taken").hidden = open;
}

/**
 * Resolves to true once a phone has the picture.
 *
 * @param {string} url
 * @param {AbortSignal} signal
 */
async function taken(url, signal) {
  for (;;) {
    await pause(ASK_AGAIN, signal);
    const answer = await ask(url, { cache: "no-cache", signal }).catch((error) => {
      if (!outOfReach(error)) throw error;
    });
    if (answer?.taken) return true;
  }
}

/**
 * @param {Visit} visit
 * @param {ScreenRound} round
 */
async function erase(visit, round) {
  const { erased, network } = visit.page.words;
  const done = await post(round.erase_url, {}, { signal: visit.signal }).catch(() => null);
  visit.over.abort(new Sorry(done ? erased : network));
}
