/** The picture on the screen, and its way to the visitor's phone. */

import { ask, outOfReach, post } from "../core/api.js";
import { celebrateIn } from "../core/confetti.js";
import { pause } from "../core/patience.js";
import { Erased, Sorry } from "./endings.js";
import { patience } from "./ring.js";
import { onPress, show, slot } from "./scenes.js";

/** @typedef {import("./visit.js").Visit} Visit */
/** @typedef {import("./visit.js").ScreenRound} ScreenRound */

const LOOK = 30;
const LOOK_ONCE_TAKEN = 15;
const SPARE = 10;
// Arms that go up for joy choose nothing.
const CELEBRATED = 4000;
const ASK_AGAIN = 1000;

/**
 * Show the picture with its code until it was taken and looked at, or time is up.
 *
 * @param {Visit} visit
 * @param {ScreenRound} round
 */
export async function handOver(visit, round) {
  visit.limit(LOOK);
  const answer = await ask(round.status_url, { cache: "no-cache", signal: visit.signal });
  const picture = await loaded(answer.picture);
  picture.dataset.picture = "";
  slot("picture").replaceChildren(picture);
  slot("qr").replaceChildren(await loaded(answer.qr));
  slot("told").textContent = answer.words;
  slot("told").hidden = !answer.words;
  offer(true);
  const scene = show("result");
  await putEasel(visit, scene, answer.easel);
  visit.record("result");
  celebrateIn(scene);
  visit.offerPalm(scene, CELEBRATED);
  await looked(visit, round, scene);
}

/**
 * Where the picture may be made anew: what that is done with.
 *
 * @param {Visit} visit
 * @param {HTMLElement} scene
 * @param {object} [told] by the play, to its own script
 */
async function putEasel(visit, scene, told) {
  const easel = scene.querySelector("[data-easel]");
  easel?.toggleAttribute("hidden", !told);
  if (!easel || !told) return;
  const { remake } = await import(visit.page.play.module);
  remake(told, visit.signal);
}

/**
 * Resolves when nobody looks any more; a phone that takes the picture shortens it, whoever thinks
 * about deleting it lengthens it.
 *
 * @param {Visit} visit
 * @param {ScreenRound} round
 * @param {HTMLElement} scene
 * @returns {Promise<void>}
 */
function looked(visit, round, scene) {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, visit.signal]);
  /** @type {Promise<void>} */
  const ended = new Promise((resolve, reject) => {
    const wait = patience(scene, signal, resolve);
    const stay = (/** @type {number} */ seconds) => (visit.limit(seconds + SPARE), wait(seconds));
    const asking = (/** @type {boolean} */ yes) => {
      scene.toggleAttribute("data-asking", yes);
      stay(yes ? LOOK_ONCE_TAKEN : LOOK);
    };
    const easel = scene.querySelector("[data-easel]");
    for (const used of ["input", "click"])
      easel?.addEventListener(used, () => stay(LOOK), { signal });
    onPress("ask-erase", scene, signal, () => asking(true));
    onPress("keep", scene, signal, () => asking(false));
    onPress("erase", scene, signal, () => erase(visit, round));
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    taken(round.status_url, signal).then(() => (offer(false), stay(LOOK_ONCE_TAKEN)), reject);
    asking(false);
  });
  return ended.finally(() => over.abort());
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
 * Resolves once a phone has the picture.
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
    if (answer?.taken) return;
  }
}

/**
 * @param {Visit} visit
 * @param {ScreenRound} round
 */
async function erase(visit, round) {
  const { erased, network } = visit.page.words;
  const done = await post(round.erase_url, {}, { signal: visit.signal }).catch(() => null);
  visit.over.abort(done ? new Erased(erased) : new Sorry(network));
}
