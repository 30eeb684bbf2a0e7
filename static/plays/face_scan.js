/** Face scan: one selfie; a mirror guesses, or the player says who they are. */

import { choice } from "../core/choice.js";
import { find } from "../core/dom.js";

/** @typedef {import("../core/stage.js").Stage} Stage */
/** @typedef {{name: string, colour: string}} Persona */

/**
 * @param {Stage} stage
 * @param {{countdown: number, personas: Persona[]}} settings
 */
export async function play(stage, settings) {
  introduce(settings.personas);
  // A phone asks with its consent, and knows what was chosen there.
  const chosen = stage.own || stage.pending ? null : await ask(stage);
  for (;;) {
    const shot = await stage.photograph({ countdown: settings.countdown });
    shot.choice ??= chosen;
    const verdict = await stage.judge(shot);
    if (verdict.state === "done") return stage.finish(verdict);
    await stage.retake(verdict, shot);
  }
}

/**
 * Give the buttons the personas' names and colours.
 *
 * @param {Persona[]} personas
 */
function introduce(personas) {
  for (const button of document.querySelectorAll("button[data-persona]")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    const { name, colour } = personas[Number(button.dataset.persona) - 1];
    find(button, "[data-name]", HTMLElement).textContent = name;
    button.style.setProperty("--persona", colour);
  }
}

/**
 * @param {Stage} stage
 * @returns {Promise<number | null>} the persona that was chosen; null: the mirror may guess
 */
async function ask(stage) {
  const { value } = await choice(stage.scene("mirror"), stage.signal);
  return Number(value) || null;
}
