/** Face fusion: one selfie, whose face the worker carries into the template's scene. */

/** @typedef {import("../core/stage.js").Stage} Stage */

/**
 * @param {Stage} stage
 * @param {{countdown: number}} settings
 */
export async function play(stage, settings) {
  for (;;) {
    const shot = await stage.photograph({ countdown: settings.countdown });
    const verdict = await stage.judge(shot);
    if (verdict.state === "done") return stage.finish(verdict);
    await stage.retake(verdict, shot);
  }
}
