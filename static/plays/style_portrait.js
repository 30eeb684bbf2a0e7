/** Style portrait: one selfie and a style; the worker paints, the brush comes with the result. */

import { choice } from "../core/choice.js";
import { Easel } from "./style_portrait/easel.js";
import { offer } from "./style_portrait/styles.js";

/** @typedef {import("../core/stage.js").Stage} Stage */
/** @typedef {import("./style_portrait/styles.js").Style} Style */

/**
 * @param {Stage} stage
 * @param {{countdown: number, styles: Style[]}} settings
 */
export async function play(stage, { countdown, styles }) {
  offer(document, styles);
  let chosen = styles.length > 1 ? 0 : 1;
  for (;;) {
    const shot = await stage.photograph({ countdown });
    // Loaded again in the middle, the page knows what was chosen.
    chosen = shot.choice ?? chosen;
    if (!chosen) chosen = Number((await choice(stage.scene("style"), stage.signal)).value);
    shot.choice = chosen;
    const verdict = await stage.judge(shot);
    if (verdict.state === "done") return stage.finish(verdict);
    await stage.retake(verdict, shot);
  }
}

/**
 * The result, on the player's page or on the big screen: the picture may be painted anew.
 *
 * @param {import("./style_portrait/easel.js").Told} told
 * @param {AbortSignal} [signal] the visitor of a screen has gone
 */
export function remake(told, signal = new AbortController().signal) {
  offer(document, told.styles);
  new Easel(told, signal).start();
}
