/** Background swap: the player live in the brand's scenes; a picture or a clip of it. */

import { uuid } from "../core/uuid.js";
import { Session } from "./background_swap/session.js";

/** @typedef {import("../core/stage.js").Stage} Stage */
/** @typedef {import("./background_swap/session.js").Settings} Settings */

/**
 * @param {Stage} stage
 * @param {Settings} settings
 */
export async function play(stage, settings) {
  let first = 1;
  for (;;) {
    const shot = stage.pending ?? (await taken(stage, settings, first));
    first = shot.choice ?? first;
    const verdict = await stage.judge(shot);
    if (verdict.state === "done") return stage.finish(verdict);
    await stage.retake(verdict, shot);
  }
}

/**
 * @param {Stage} stage
 * @param {Settings} settings
 * @param {number} first the scene to begin with
 * @returns {Promise<import("../core/stage.js").Shot>}
 */
async function taken(stage, settings, first) {
  const session = new Session(stage, settings, first);
  const shot = await session.run().finally(() => session.end());
  return { token: uuid(), ...shot };
}
