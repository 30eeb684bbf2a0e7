/** Fortune sign: a selfie, a sign shaken out of the cup, and a doll that holds both. */

import { Cup } from "./fortune_sign/cup.js";

/** @typedef {import("../core/stage.js").Stage} Stage */

/**
 * What is drawn follows from the round's seed, which nobody changes by shaking: the cup is the joy
 * of it. It is shaken once a round; another photo keeps the sign.
 *
 * @param {Stage} stage
 * @param {{countdown: number, sound: boolean}} settings
 */
export async function play(stage, settings) {
  /** @type {number | null} */
  let doll = null;
  let drawn = false;
  for (;;) {
    const shot = await stage.photograph({ countdown: settings.countdown });
    if (!drawn && !shot.sent) doll = await new Cup(stage, settings.sound).draw(shot.choice);
    drawn = true;
    shot.choice = doll ?? shot.choice;
    const verdict = await stage.judge(shot);
    if (verdict.state === "done") return stage.finish(verdict);
    await stage.retake(verdict, shot);
  }
}
