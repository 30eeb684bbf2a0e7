/** The wait for the server's word: the shot is sent, the step's lines pass by, the verdict comes. */

import { Refused } from "./api.js";
import { poll } from "./poll.js";
import { underWay } from "./round.js";
import { upload } from "./upload.js";

/** @typedef {import("./stage.js").Shot} Shot */
/** @typedef {import("./stage.js").Verdict} Verdict */

const LINE = 1800;

/**
 * Sent only if the server does not have it yet; then waited for. The step's data-at says where it
 * is: "sending", "queued", "running", "done".
 *
 * @param {HTMLElement} step that stands there meanwhile
 * @param {Shot} shot
 * @param {import("./round.js").RoundKeeper} keeper
 * @param {import("./turns.js").How} how
 * @returns {Promise<Verdict>}
 */
export async function judged(step, shot, keeper, { signal, waiting }) {
  const round = underWay(keeper);
  const at = (/** @type {string} */ now) => (step.dataset.at = now);
  at(shot.sent ? "queued" : "sending");
  if (!shot.sent) {
    await keeper.keep(shot);
    const bar = step.querySelector("progress");
    const progress = (/** @type {number} */ part) => bar && (bar.value = part / 2);
    try {
      await upload(round.photo_url, shot, { progress, waiting, signal });
    } catch (error) {
      return answered(error, round.result_url);
    }
    shot.sent = true;
    await keeper.keep(shot);
  }
  step.removeAttribute("data-waiting");
  at("queued");
  const verdict = await poll(round.status_url, { waiting, signal, at });
  if (verdict.state === "done") at("done");
  return verdict;
}

/**
 * The server's no to an upload, as a verdict where the player can mend it.
 *
 * @param {unknown} error
 * @param {string} resultUrl
 * @returns {Verdict}
 */
function answered(error, resultUrl) {
  if (error instanceof Refused) {
    const { status, code, message } = error;
    if (status === 409 && code === "finished") return { state: "done", reason: "", message, resultUrl };
    if (status === 400 || status === 413)
      return { state: "retake", reason: code, message, resultUrl: "" };
  }
  throw error;
}

/**
 * Show the step's lines one after the other; returns what stops it.
 *
 * @param {HTMLElement} step
 * @param {() => boolean} sent before that the first line stands: nobody works on the photo yet
 */
export function rotate(step, sent) {
  const lines = [...step.querySelectorAll("[data-lines] li")];
  let now = 0;
  const show = () => lines.forEach((line, index) => line.toggleAttribute("hidden", index !== now));
  show();
  const timer = setInterval(() => {
    if (sent()) now = Math.min(now + 1, lines.length - 1);
    show();
  }, LINE);
  return () => clearInterval(timer);
}
