/** The wait for the picture: the shot under a passing light, one lamp after another lit. */

import { show, slot } from "./scenes.js";

// An idle worker answers in about a second, so most lamps come on within two.
const PACE = 900;
const NEXT_WORDS = 1600;
const SLOW = 9000;

/**
 * Put the shot into the developing scene as it was seen.
 *
 * @param {HTMLCanvasElement | ImageBitmap} picture
 * @param {boolean} [asSeen] it is mirrored already, as a mirror shows it
 */
function print(picture, asSeen = false) {
  const shot = slot("shot");
  if (!(shot instanceof HTMLCanvasElement)) return;
  shot.toggleAttribute("data-as-seen", asSeen);
  shot.width = picture.width;
  shot.height = picture.height;
  shot.getContext("2d")?.drawImage(picture, 0, 0);
}

/**
 * Show the scene and light its lamps until stopped.
 *
 * @param {{steps: string[], slow: string, kept: string}} words
 * @param {boolean} printed there is a shot to be seen meanwhile
 */
function start(words, printed) {
  show("developing").toggleAttribute("data-printed", printed);
  const lamps = [...slot("lamps").children];
  const began = Date.now();
  let away = 0;
  const tick = () => {
    const passed = Date.now() - began;
    const lit = Math.floor((1 - Math.exp(-passed / PACE / 2)) * lamps.length);
    lamps.forEach((lamp, index) => lamp.classList.toggle("lit", index <= lit));
    const step = Math.min(words.steps.length - 1, Math.floor(passed / NEXT_WORDS));
    say(Date.now() - away < 4000 ? words.kept : passed > SLOW ? words.slow : words.steps[step]);
  };
  tick();
  const ticking = setInterval(tick, 120);
  return {
    /** The network is away just now. */
    wait() {
      away = Date.now();
    },
    stop() {
      clearInterval(ticking);
    },
  };
}

/** @param {string} words */
function say(words) {
  const line = slot("progress");
  if (line.textContent !== words) line.textContent = words;
}

export const develop = { print, start };
