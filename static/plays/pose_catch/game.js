/**
 * The rules of the game, in whole numbers as campaigns/plays/games/shower.py has them: what
 * falls where and when, and what is caught. The server counts again; the page only counts along.
 */

import { Dice } from "../../core/dice.js";

/**
 * @typedef {object} Rules
 * @property {number} ms how long the game goes on
 * @property {number} players
 * @property {"hands" | "head" | "body"} way what catches, before a camera
 * @property {number} speed
 * @property {number} every
 * @property {[number, number][]} kinds points and share of what falls; the last one is the bomb
 *
 * @typedef {{born: number, kind: number, x: number, speed: number}} Thing
 * @typedef {number[]} Row [ms, x, y], or [ms] from where on it was lost
 * @typedef {{x: number, y: number}} Place
 * @typedef {object} Told what happened to a thing
 * @property {number} thing
 * @property {number} track that caught it; -1: it fell to the ground
 * @property {number} x
 * @property {number} y
 * @property {number} points
 * @property {boolean} good no bomb
 */

export const WIDE = 3000;
export const HIGH = 4000;
export const RADIUS = 200;
export const REACH = { hands: 300, head: 400, body: 620, touch: 400 };
export const BASKET = 3500;
const FASTEST = { camera: 16_000, touch: 6000 };
const ROUNDING = 3;
const LONGEST_STEP = 600;
const TICK = 20;
const FIRST = 400;
const FASTER = 2;
const STREAK = 5;
const MOST = 3;
const PROOFS = 4;
export const PROOF_LATE = 1000;

/**
 * @param {Uint8Array} deal 32 bytes
 * @param {Rules} rules
 * @returns {Thing[]} in the order in which they begin to fall
 */
export function course(deal, rules) {
  const dice = new Dice(deal.subarray(0, 16));
  const shares = rules.kinds.map(([, share]) => share);
  const sum = shares.reduce((one, other) => one + other, 0);
  /** @type {Thing[]} */
  const found = [];
  for (let born = FIRST; ; ) {
    born += Math.floor((rules.every * (60 + dice.below(81))) / 100);
    let mark = dice.below(sum);
    const kind = shares.findIndex((share) => (mark -= share) < 0);
    const x = RADIUS + dice.below(WIDE - 2 * RADIUS + 1);
    let speed = Math.floor((rules.speed * (85 + dice.below(31))) / 100);
    speed += Math.floor((speed * born) / (FASTER * rules.ms));
    if (born + Math.floor(((HIGH + 2 * RADIUS) * 1000) / speed) >= rules.ms) return found;
    found.push({ born, kind, x, speed });
  }
}

/**
 * From when on pictures are wanted.
 *
 * @param {Uint8Array} deal
 * @param {Rules} rules
 */
export function moments(deal, { ms }) {
  const dice = new Dice(deal.subarray(16, 32));
  const quarter = Math.floor(ms / PROOFS);
  const span = Math.floor((quarter * 3) / 5);
  const first = Math.floor(quarter / 5);
  return Array.from({ length: PROOFS }, (_, n) => n * quarter + first + dice.below(span));
}

/**
 * How far down the middle of a thing is.
 *
 * @param {Thing} thing
 * @param {number} at
 */
export const fallen = ({ born, speed }, at) => Math.floor((speed * (at - born)) / 1000) - RADIUS;

export class Game {
  /** Of each track its rows: what is sent. @type {Row[][]} */
  tracks;
  points = 0;
  streak = 0;
  /** What still falls, by its number. @type {Set<number>} */
  falling = new Set();
  #first = 0;
  #at = 0;
  /** @type {number[]} */
  #next;

  /**
   * @param {Uint8Array} deal
   * @param {Rules} rules
   * @param {"camera" | "touch"} by
   */
  constructor(deal, rules, by) {
    this.rules = rules;
    this.by = by;
    this.things = course(deal, rules);
    this.reach = RADIUS + REACH[by === "camera" ? rules.way : "touch"];
    const each = by === "camera" && rules.way === "hands" ? 2 : 1;
    this.tracks = Array.from({ length: rules.players * each }, () => []);
    this.#next = this.tracks.map(() => 0);
  }

  /**
   * Where every track was at a moment, later than the last one; null: nobody knows.
   *
   * @param {number} at
   * @param {(Place | null)[]} places
   */
  note(at, places) {
    places.forEach((place, track) => this.#append(this.tracks[track], at, place));
  }

  /**
   * Count up to a moment that was noted.
   *
   * @param {number} until
   * @returns {Told[]}
   */
  count(until) {
    /** @type {Told[]} */
    const told = [];
    for (; this.#at <= Math.min(until, this.rules.ms); this.#at += TICK) this.#tick(told);
    return told;
  }

  /**
   * @param {Row[]} rows
   * @param {number} at
   * @param {Place | null} place
   */
  #append(rows, at, place) {
    const last = rows.at(-1);
    if (last && at <= last[0]) return;
    if (!place) {
      if (last && last.length > 1) rows.push([at]);
      return;
    }
    const row = [at, place.x, place.y];
    const seen = rows.findLast((each) => each.length > 1);
    // What jumps is not followed before it can have come there: another hand was taken for it.
    const jumps = seen && !reached(seen, row, FASTEST[this.by]);
    if (last && last.length > 1 && (jumps || at - last[0] > LONGEST_STEP)) rows.push([last[0] + 1]);
    if (!jumps) rows.push(row);
  }

  /** @param {Told[]} told */
  #tick(told) {
    const { things, rules } = this;
    const at = this.#at;
    for (; this.#first < things.length && things[this.#first].born <= at; this.#first += 1)
      this.falling.add(this.#first);
    const places = this.tracks.map((_, track) => this.#place(track, at));
    for (const number of [...this.falling]) {
      const thing = things[number];
      const y = fallen(thing, at);
      const good = thing.kind < rules.kinds.length - 1;
      const lost = y > HIGH + RADIUS;
      const track = lost ? -1 : this.#catching(places, thing.x, y);
      if (!lost && track < 0) continue;
      this.falling.delete(number);
      const points = lost ? 0 : this.#gain(rules.kinds[thing.kind][0], good);
      if (lost && good) this.streak = 0;
      told.push({ thing: number, track, x: thing.x, y, points, good });
    }
  }

  /**
   * @param {number} value
   * @param {boolean} good
   */
  #gain(value, good) {
    this.streak = good ? this.streak + 1 : 0;
    const gained = good
      ? value * Math.min(1 + Math.floor(this.streak / STREAK), MOST)
      : Math.max(value, -this.points);
    this.points += gained;
    return gained;
  }

  /** What the next catch counts times. */
  get times() {
    return Math.min(1 + Math.floor(this.streak / STREAK), MOST);
  }

  /**
   * @param {(Place | null)[]} places
   * @param {number} x
   * @param {number} y
   */
  #catching(places, x, y) {
    const reach = this.reach ** 2;
    return places.findIndex(
      (place) => place && (place.x - x) ** 2 + (place.y - y) ** 2 <= reach,
    );
  }

  /**
   * @param {number} track
   * @param {number} at
   * @returns {Place | null}
   */
  #place(track, at) {
    const rows = this.tracks[track];
    while (this.#next[track] < rows.length && rows[this.#next[track]][0] <= at)
      this.#next[track] += 1;
    const before = rows[this.#next[track] - 1];
    const after = rows[this.#next[track]];
    if (!before || before.length < 3) return null;
    if (before[0] === at) return { x: before[1], y: before[2] };
    if (!after || after.length < 3) return null;
    const whole = after[0] - before[0];
    const part = at - before[0];
    const between = (/** @type {number} */ k) =>
      Math.floor((before[k] * (whole - part) + after[k] * part) / whole);
    return { x: between(1), y: between(2) };
  }
}

/**
 * @param {Row} a
 * @param {Row} b a later one
 * @param {number} fastest
 */
function reached(a, b, fastest) {
  const furthest = Math.floor((fastest * (b[0] - a[0])) / 1000) + ROUNDING;
  return (b[1] - a[1]) ** 2 + (b[2] - a[2]) ** 2 <= furthest ** 2;
}
