/**
 * The player's round in this browser: started once, found again after a reload. The shot that is
 * on its way is kept until the server has spoken about it, so nothing is lost by a reload either.
 */

import { post } from "./api.js";
import { next } from "./dom.js";
import { visitor } from "./events.js";
import { drawer } from "./memory.js";
import { jpegOf, textOf } from "./picture.js";
import { fresh } from "./turns.js";

/** @typedef {import("./stage.js").Shot} Shot */

/**
 * @typedef {{release: number, placement: string, key: string, language: string,
 *   urls: {start: string}, last?: import("./lastphoto.js").Last | null}} Page
 */

/**
 * @typedef {object} Kept
 * @property {string} round
 * @property {number} at when it was started
 * @property {string} result_url
 * @property {string} photo_url
 * @property {string} status_url
 * @property {string} turn_url
 * @property {string} trace_url
 * @property {string} open_turn_url
 * @property {string} way how the player wants to play, as the consent's button says
 * @property {number | null} [choice] what the player chose among what the play offers
 * @property {import("./turns.js").Standing} standing
 * @property {Pick<Shot, "token" | "figure" | "choice" | "sent"> & {bare: boolean}} [shot]
 */

// A round left longer ago was given up, and its consent with it.
const LONGEST = 3_600_000;

/**
 * What this browser was told of a round's luck before it began.
 *
 * @param {string} round
 */
export const fingerprint = (round) =>
  drawer(localStorage, `marquee-seed-${round.replaceAll("-", "")}`);

/** @param {number} release */
const shelf = (release) => ({
  rounds: drawer(localStorage, `marquee-round-${release}`),
  photos: drawer(sessionStorage, `marquee-photo-${release}`),
});

/**
 * The result of a round is there: it is no longer under way. Another one of the release may be.
 *
 * @param {number} release
 * @param {string} round
 */
export function arrived(release, round) {
  const { rounds, photos } = shelf(release);
  if (rounds.get()?.round.replaceAll("-", "") !== round.replaceAll("-", "")) return;
  rounds.clear();
  photos.clear();
}

export class RoundKeeper {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    const { rounds, photos } = shelf(page.release);
    this.rounds = rounds;
    this.photos = photos;
    if (this.current && Date.now() - this.current.at > LONGEST) this.forget();
  }

  /** @returns {Kept | null} the round that is under way here */
  get current() {
    return this.rounds.get();
  }

  /**
   * Start a round, or go on with the one under way. Called after consent only.
   *
   * @param {string} way
   * @param {{signal: AbortSignal, waiting: () => void}} how
   */
  async start(way, how) {
    if (this.current) return;
    const { release, placement, key, language, urls } = this.page;
    const body = { release, placement, key, language, consent: true, visitor: visitor() };
    const { seed_hash, ...round } = await post(urls.start, body, how);
    this.rounds.put({ ...round, at: Date.now(), way, standing: fresh() });
    fingerprint(round.round).put(seed_hash);
  }

  /** @param {Partial<Pick<Kept, "way" | "choice" | "standing">>} news */
  note(news) {
    this.rounds.put({ ...this.current, ...news });
  }

  /**
   * Keep a shot until it is judged. A file that could not be made small is not kept: too much.
   *
   * @param {Shot} shot
   */
  async keep({ token, photo, figure, choice, sent }) {
    this.rounds.put({ ...this.current, shot: { token, figure, choice, sent, bare: !photo } });
    if (photo && photo.size < 2_000_000) this.photos.put(await textOf(photo));
  }

  /** @returns {Shot | null} the shot that was on its way when the page went */
  get pending() {
    const shot = this.current?.shot;
    if (!shot) return null;
    const kept = this.photos.get();
    const photo = kept ? jpegOf(kept) : null;
    return photo || shot.sent || shot.bare ? { ...shot, photo } : null;
  }

  /** The shot was judged: another one may follow in the same round. */
  drop() {
    this.rounds.put({ ...this.current, shot: undefined });
    this.photos.clear();
  }

  /**
   * Resolves, with where its result is, when another tab of this browser has ended the round.
   *
   * @param {AbortSignal} signal
   * @returns {Promise<string>}
   */
  async endedElsewhere(signal) {
    for (let before = this.current; ; before = this.current) {
      await next(globalThis, "storage", signal);
      if (before && !this.current) return before.result_url;
    }
  }

  /** The round is over. */
  forget() {
    this.rounds.clear();
    this.photos.clear();
  }
}

/**
 * The round that the player is in; there must be one.
 *
 * @param {RoundKeeper} keeper
 */
export function underWay({ current }) {
  if (!current) throw new Error("no round was started");
  return current;
}
