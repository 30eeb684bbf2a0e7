/**
 * What a place (a player's phone, a big screen) offers a play, and nothing of how it does it.
 * A play is `export async function play(stage, settings)`; it runs from the camera to the result.
 * Every method rejects with an AbortError when the player leaves.
 *
 * @typedef {object} Shot one photo, or the number of a drawn figure for who shows no face
 * @property {string} token made up here: sending the same shot again is the same job
 * @property {Blob | null} photo
 * @property {number | null} figure
 * @property {boolean} [sent] the server has it already (the page was loaded again meanwhile)
 *
 * @typedef {object} Verdict what the server answered
 * @property {"done" | "retake" | "failed"} state
 * @property {string} reason a code, empty when done
 * @property {string} message the reason in the player's words
 * @property {string} resultUrl where the picture and the coupon are, once done
 *
 * @typedef {object} Stage
 * @property {(wish: {countdown: number}) => Promise<Shot>} photograph
 *   Camera, countdown, shutter and review, until the player is content.
 * @property {(shot: Shot) => Promise<Verdict>} judge
 *   Send the shot and wait until the worker has spoken.
 * @property {(verdict: Verdict, shot: Shot) => Promise<void>} retake
 *   Say why another photo is needed; resolves when the player is ready.
 * @property {(verdict: Verdict) => Promise<void>} finish
 *   Show what was won.
 */

export {};
