/** From the play button to the result: loaded when the button is first tapped. */

import { outOfReach, Refused } from "./api.js";
import { cameraBarred } from "./camera.js";
import { choice } from "./choice.js";
import { find } from "./dom.js";
import { lastPhoto, offerLast } from "./lastphoto.js";
import { PhoneStage } from "./phone.js";
import { offerOutside } from "./outside.js";
import { RoundKeeper } from "./round.js";
import { Sheet, unfold } from "./sheet.js";

/** @typedef {(load: () => Promise<any>) => Promise<any>} Late a dynamic import, or null: out of reach */
/**
 * @typedef {{script: string, settings: any, vision: import("../vision/eye.js").Vision | null}
 *   & import("./round.js").Page} Page
 */

/** @type {Sheet | null} */
let sheet = null;

/**
 * Resolves when the player is back on the page, or with false if the sheet was out of reach.
 *
 * @param {Page} page
 * @param {Late} late
 */
export async function begin(page, late) {
  const dialog = sheet?.dialog ?? (await unfold());
  if (!dialog) return false;
  sheet ??= new Sheet(dialog);
  sheet.open();
  const keeper = new RoundKeeper(page);
  keeper.endedElsewhere(sheet.signal).then(
    (url) => location.assign(url),
    () => undefined,
  );
  await perform(page, late, sheet, keeper);
  return true;
}

/**
 * @param {Page} page
 * @param {Late} late
 * @param {Sheet} sheet
 * @param {RoundKeeper} keeper
 */
async function perform(page, late, sheet, keeper) {
  try {
    if (!keeper.current) await agree(sheet, keeper);
    const { play } = await script(page, late, sheet);
    await play(new PhoneStage(sheet, keeper, page.vision), page.settings);
  } catch (error) {
    if (!sheet.signal.aborted) await apologise(error, sheet, keeper);
  }
}

/**
 * @param {Page} page
 * @param {Late} late
 * @param {Sheet} sheet
 * @returns {Promise<{play: (stage: import("./stage.js").Stage, settings: any) => Promise<void>}>}
 */
async function script(page, late, sheet) {
  for (;;) {
    const module = await late(() => import(page.script));
    if (module) return module;
    await choice(sheet.show("offline"), sheet.signal);
  }
}

/**
 * Nothing is opened, sent or remembered before the player has said yes here.
 *
 * @param {Sheet} sheet
 * @param {RoundKeeper} keeper
 */
async function agree(sheet, keeper) {
  const { signal } = sheet;
  for (;;) {
    const step = sheet.show("consent");
    step.removeAttribute("data-waiting");
    offerLast(step, lastPhoto(keeper.page.last) !== null);
    offerOutside(step, cameraBarred());
    const { act } = await choice(step, signal);
    step.toggleAttribute("data-busy", true);
    try {
      const waiting = () => step.toggleAttribute("data-waiting", true);
      return await keeper.start(act, { signal, waiting });
    } catch (error) {
      if (!outOfReach(error)) throw error;
      await choice(sheet.show("offline"), signal);
    } finally {
      step.removeAttribute("data-busy");
    }
  }
}

/**
 * Say what happened, in the server's words where it has some; then the page starts afresh.
 *
 * @param {unknown} error
 * @param {Sheet} sheet
 * @param {RoundKeeper} keeper
 */
async function apologise(error, sheet, keeper) {
  keeper.forget();
  const step = sheet.show("sorry");
  const words = find(step, "[data-why]", HTMLElement);
  if (error instanceof Refused && error.message) words.textContent = error.message;
  else globalThis.reportError(error);
  sheet.say(words.textContent ?? "");
  await choice(step, sheet.signal).catch(() => {});
  location.reload();
}
