/** The phone's ways to a shot: the camera, a photo of the album, a drawn figure. */

import { cameraOffered, closeCamera, mindTheCurtain, openCamera, still } from "./camera.js";
import { choice } from "./choice.js";
import { countDown } from "./countdown.js";
import { find } from "./dom.js";
import { offerOutside } from "./outside.js";
import { shrink, shrinkFile } from "./picture.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {"camera" | "choose" | "figures"} Way or a step of the play's own */
/** @typedef {{photo: Blob | null, figure: number | null, choice: number | null}} Taken */

/**
 * Let the player take a photo, choose one or do without, changing the way as they like.
 *
 * A button that leads to the camera may hold a choice of the play's as its value; 0 takes it back.
 *
 * @param {Sheet} sheet
 * @param {Way} first
 * @param {number} seconds of the countdown
 * @param {number | null} choice that was made before
 * @returns {Promise<Taken>}
 */
export async function take(sheet, first, seconds, choice) {
  let way = first === "camera" && !cameraOffered() ? "choose" : first;
  for (;;) {
    const chosen = way === "camera" ? await camera(sheet, seconds) : await simple(sheet, way);
    if (chosen.act === "photo") return { photo: chosen.photo, figure: null, choice };
    if (chosen.act === "file" && chosen.file)
      return { photo: await shrinkFile(chosen.file), figure: null, choice };
    if (chosen.act === "figure")
      return { photo: null, figure: Number(chosen.value), choice: null };
    if (chosen.value) choice = Number(chosen.value) || null;
    way = /** @type {Way} */ (chosen.act === "camera" && !cameraOffered() ? "choose" : chosen.act);
  }
}

/**
 * @param {Sheet} sheet
 * @param {string} way
 * @returns {Promise<Choice & {photo: null}>}
 */
async function simple(sheet, way) {
  const step = sheet.show(way);
  if (way === "choose") offerOutside(step, true);
  return { ...(await choice(step, sheet.signal)), photo: null };
}

/**
 * @param {Sheet} sheet
 * @param {number} seconds
 * @returns {Promise<Choice & {photo: Blob | null}>}
 */
async function camera(sheet, seconds) {
  const step = sheet.show("camera");
  const video = find(step, "video", HTMLVideoElement);
  step.dataset.state = "opening";
  const stopMinding = mindTheCurtain(video, sheet.signal);
  try {
    const opened = openCamera(video, sheet.signal).then(() => {
      step.dataset.state = "open";
      return new Promise(() => {});
    });
    const chosen = await Promise.race([choice(step, sheet.signal), opened]).catch(refused);
    const { act } = /** @type {Choice} */ (chosen);
    if (act !== "shoot") return { .../** @type {Choice} */ (chosen), photo: null };
    return { act: "photo", value: "", file: null, photo: await shoot(step, video, seconds, sheet) };
  } finally {
    stopMinding();
    closeCamera(video);
  }
}

/**
 * No camera, or the player said no to the browser: there are other ways.
 *
 * @param {unknown} error
 * @returns {Choice}
 */
function refused(error) {
  if (error instanceof DOMException && error.name !== "AbortError")
    return { act: "choose", value: "", file: null };
  throw error;
}

/**
 * @param {HTMLElement} step
 * @param {HTMLVideoElement} video
 * @param {number} seconds
 * @param {Sheet} sheet
 */
async function shoot(step, video, seconds, sheet) {
  const count = find(step, "[data-count]", HTMLElement);
  step.dataset.state = "counting";
  try {
    await countDown(seconds, (left) => tick(count, left), sheet.signal);
  } finally {
    count.textContent = "";
  }
  step.dataset.state = "flash";
  navigator.vibrate?.(30);
  return shrink(still(video));
}

/**
 * @param {HTMLElement} count
 * @param {number} left
 */
function tick(count, left) {
  const digit = document.createElement("span");
  digit.textContent = String(left);
  count.replaceChildren(digit);
}
