/**
 * What a place (a player's phone, a big screen) offers a play, and nothing of how it does it.
 * A play is `export async function play(stage, settings)`; it runs from the camera to the result.
 * Every method rejects with an AbortError when the player leaves.
 *
 * @typedef {object} Shot one photo, the number of a drawn figure for who shows no face, or neither:
 *   then what is judged are the turns that were played
 * @property {string} token made up here: sending the same shot again is the same job
 * @property {Blob | null} photo
 * @property {number | null} figure
 * @property {number | null} [choice] among what the play offers, counted from 1
 * @property {Blob | null} [preview] shown while the picture is made, in place of the photo
 * @property {boolean} [sent] the server has it already (the page was loaded again meanwhile)
 *
 * @typedef {object} Verdict what the server answered
 * @property {"done" | "retake" | "failed"} state
 * @property {string} reason a code, empty when done
 * @property {string} message the reason in the player's words
 * @property {string} resultUrl where the picture and the coupon are, once done
 *
 * @typedef {import("./turns.js").Standing} Standing
 * @typedef {import("./turns.js").Opened} Opened
 * @typedef {import("./turns.js").Move} Move
 * @typedef {import("./turns.js").Answer} Answer
 *
 * @typedef {import("../vision/eye.js").Ability} Ability
 */

/**
 * @template {Ability} [A="hands"]
 * @typedef {import("./watching.js").Watching<A>} Watching
 */

/**
 * @template {Ability} A
 * @typedef {object} WatchWish
 * @property {A[]} see all that is wanted of every frame
 * @property {1 | 2} [bodies] how many are followed at most
 * @property {HTMLVideoElement} video where the player sees what the camera sees
 * @property {(video: HTMLVideoElement) => import("../vision/eye.js").Part} [part] of each frame that
 *   is read; what the video's box shows where left out
 * @property {HTMLCanvasElement} [onto] gets each frame that is read, as far as the video's box shows
 *   it; it stands there until the next one is asked for
 * @property {(part: number) => void} progress of what must be loaded first, 0 … 1
 * @property {AbortSignal} signal the player goes on without the camera
 */

/**
 * @typedef {object} FilmWish
 * @property {HTMLVideoElement} video where the player sees what the camera sees
 * @property {AbortSignal} signal the player goes on without the camera
 */

/**
 * @typedef {object} Stage
 * @property {AbortSignal} signal aborted when the player leaves
 * @property {boolean} own the device is the player's: what stays on it is theirs
 * @property {Shot | null} pending the shot that was on its way when the page was loaded again
 * @property {() => void} stay the player is still there: what would end the visit waits anew
 * @property {(wish: {countdown: number}) => Promise<Shot>} photograph
 *   Camera, countdown, shutter and review, until the player is content.
 * @property {(name: string) => HTMLElement} scene
 *   Show a scene of the play's own, alone.
 * @property {boolean} byHand
 *   The player wants to play by the camera; false: without it.
 * @property {<A extends Ability>(wish: WatchWish<A>) => Promise<Watching<A> | null>} watch
 *   null: no camera, none allowed, or nothing here can see; the play goes on by touch.
 * @property {(wish: FilmWish) => Promise<import("./filming.js").Filming | null>} film
 *   For where nothing here can see: frames for the server to read. null: no camera, or none allowed.
 * @property {Standing} standing how the turns of this round stand
 * @property {(number: number) => Promise<Opened>} openTurn
 *   Rejects with Refused.
 * @property {(move: Move) => Promise<Answer>} sendTurn
 *   Tried again under the same nonce until the network is back. Rejects with Refused.
 * @property {(trace: import("./turns.js").Trace) => Promise<import("./turns.js").Scored>} sendTrace
 *   The same for a game that is scored by its trace, which ends the turns. Rejects with Refused.
 * @property {(shot: Shot) => Promise<Verdict>} judge
 *   Send the shot and wait until the worker has spoken.
 * @property {(verdict: Verdict, shot: Shot) => Promise<void>} retake
 *   Say why another shot is needed; resolves when the player is ready.
 * @property {() => Promise<void>} renew
 *   Begin another round for the same player: its turns start at the first.
 * @property {(verdict: Verdict) => Promise<void>} finish
 *   Show what was won.
 */

export {};
