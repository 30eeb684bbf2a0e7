/** Pose catch: things fall, and are caught with hands, head or body, or with a basket. */

import { Refused } from "../core/api.js";
import { choice } from "../core/choice.js";
import { uuid } from "../core/uuid.js";
import { CameraGone } from "../core/watching.js";
import { Baskets } from "./pose_catch/basket.js";
import { Field } from "./pose_catch/field.js";
import {
  BASKET,
  fallen,
  Game,
  HIGH,
  moments,
  PROOF_LATE,
  RADIUS,
  REACH,
  WIDE,
} from "./pose_catch/game.js";
import { Glide } from "./pose_catch/glide.js";
import { limbs } from "./pose_catch/limbs.js";
import { Show } from "./pose_catch/show.js";

/** @typedef {import("../core/stage.js").Stage} Stage */
/** @typedef {import("../core/stage.js").Watching<"pose">} Watching */
/** @typedef {import("../core/turns.js").Opened} Opened */
/** @typedef {import("./pose_catch/game.js").Rules} Rules */
/** @typedef {import("./pose_catch/game.js").Place} Place */
/** @typedef {{rules: Rules, sound: boolean}} Settings */
/** @typedef {{at: number, frame: Blob}} Proof */

// What the server says no to with these is played again.
const AGAIN = [400, 409, 413];
// Who is there for so many looks stands there, and does not just pass by.
const STEADY = 4;
const ALONE = 8000;
// A finger is noted so often, in ms: a bend in between is nothing.
const NOTED = 30;

/**
 * @param {Stage} stage
 * @param {Settings} settings
 */
export async function play(stage, settings) {
  for (;;) {
    const round = new Round(stage, settings);
    await round.run().finally(() => round.end());
    const shot = { token: uuid(), photo: null, figure: null };
    const verdict = await stage.judge(shot);
    if (verdict.state === "done") return stage.finish(verdict);
    await stage.retake(verdict, shot);
    await stage.renew();
  }
}

class Round {
  /** @type {Watching | null} */
  #watching = null;
  /** The camera stays open from one game to the next. */
  #eyes = new AbortController();
  #try = new AbortController();
  /** What was told last, where it stands before the next game's first words. */
  #news = "";
  #over = new AbortController();

  /**
   * @param {Stage} stage
   * @param {Settings} settings
   */
  constructor(stage, { rules, sound }) {
    const { signal } = this.#over;
    this.stage = stage;
    this.rules = rules;
    this.show = new Show(stage, sound, signal);
    this.show.onWay("touch", signal, () => this.#change(false));
    this.show.onWay("camera", signal, () => this.#change(true));
    // Nobody catches with the page in the background: the game is begun anew.
    const interrupt = () => document.hidden && this.#try.abort("hidden");
    document.addEventListener("visibilitychange", interrupt, { signal });
  }

  async run() {
    while (!this.stage.standing.over) await this.#attempt();
  }

  end() {
    this.#over.abort();
    this.#rest();
    this.show.calm();
  }

  async #attempt() {
    const { show, stage } = this;
    this.#try = new AbortController();
    const signal = AbortSignal.any([stage.signal, this.#try.signal]);
    const by = stage.byHand ? "camera" : "touch";
    show.way(by);
    show.at("ready");
    show.score(0, 1);
    show.time(1);
    try {
      if (!(await (by === "camera" ? this.#byCamera(signal) : this.#byTouch(signal)))) return;
    } catch (error) {
      stage.signal.throwIfAborted();
      if (this.#try.signal.aborted) await this.#interrupted();
      else if (error instanceof CameraGone) this.#withoutCamera("camera-gone");
      else await this.#again(error);
    }
  }

  /** @param {AbortSignal} signal */
  async #byTouch(signal) {
    const { show, rules } = this;
    const how = show.words(rules.players > 1 ? "drag-two" : "drag");
    show.line(this.#news || how);
    this.#news = "";
    await choice(show.scene, signal);
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    try {
      const { players } = rules;
      const baskets = new Baskets(show.court, { wide: WIDE, players, signal: either });
      const places = () => baskets.x.map((x) => ({ x: Math.round(x), y: BASKET }));
      const { game, opened, zero } = await this.#begin("touch", signal);
      let noted = -NOTED;
      await this.#draw(game, zero, signal, (now, ms) => {
        baskets.step(ms);
        const at = Math.min(Math.round(now), rules.ms);
        if (at - noted >= NOTED || at === rules.ms) {
          game.note(at, places());
          this.#tell(game, at, now);
          noted = at;
        }
        return baskets.x.map((x) => ({ x, y: BASKET }));
      });
      return await this.#send(game, opened, []);
    } finally {
      over.abort();
    }
  }

  /** @param {AbortSignal} signal */
  async #byCamera(signal) {
    const { show, rules } = this;
    const watching = (this.#watching ??= await this.#watch());
    signal.throwIfAborted();
    if (!watching) return this.#withoutCamera("no-camera");
    show.line(show.words(rules.players > 1 ? `stand-two` : `stand-${rules.way}`));
    await this.#standing(watching, signal);
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    /** @type {Promise<unknown>} */
    let last = Promise.resolve();
    try {
      const { game, opened, zero } = await this.#begin("camera", signal);
      const glides = game.tracks.map(() => new Glide());
      const looking = this.#look(watching, game, { glides, zero, opened, signal: either });
      last = looking.catch(() => undefined);
      const drawing = this.#draw(game, zero, either, (now, ms) =>
        glides.map((glide) => glide.draw(now, ms)),
      );
      const [proofs] = await Promise.all([looking, drawing]);
      return await this.#send(game, opened, proofs);
    } finally {
      over.abort();
      // Frames are read one by one: the next game begins once the last one of this one was.
      await last;
    }
  }

  /**
   * Until all who play stand there; whoever comes alone to a game of two does not wait for ever.
   *
   * @param {Watching} watching
   * @param {AbortSignal} signal
   */
  async #standing(watching, signal) {
    const { players } = this.rules;
    const since = performance.now();
    for (let steady = 0; steady < STEADY; ) {
      const look = await watching.see();
      signal.throwIfAborted();
      const places = this.#places(look);
      const each = places.length / players;
      const seen = places.flatMap((place, track) => (place ? [Math.floor(track / each)] : []));
      const wanted = performance.now() - since > ALONE ? 1 : players;
      steady = new Set(seen).size >= wanted ? steady + 1 : 0;
      this.#idle(places);
    }
  }

  /**
   * The game is dealt, and begins after a countdown.
   *
   * @param {"camera" | "touch"} by
   * @param {AbortSignal} signal
   */
  async #begin(by, signal) {
    const { show, stage } = this;
    show.line("");
    const opened = await stage.openTurn(1);
    signal.throwIfAborted();
    show.best(opened.best);
    show.at("play");
    await show.count(signal);
    show.line(show.words(this.rules.kinds[this.rules.kinds.length - 1][1] ? "beware" : "catch"));
    return { game: new Game(dealt(opened), this.rules, by), opened, zero: performance.now() };
  }

  /**
   * Draw until time is up.
   *
   * @param {Game} game
   * @param {number} zero
   * @param {AbortSignal} signal
   * @param {(now: number, ms: number) => (Place | null)[]} step where the catchers are drawn
   * @returns {Promise<void>}
   */
  #draw(game, zero, signal, step) {
    const { rules, show } = this;
    const field = this.#field(game.by);
    this.#pop = (told, now) => field.pop(told, now);
    let last = 0;
    return new Promise((resolve, reject) => {
      const frame = () => {
        if (signal.aborted) return reject(signal.reason);
        const now = performance.now() - zero;
        const places = step(now, Math.max(now - last, 0));
        last = now;
        show.time(Math.max(1 - now / rules.ms, 0));
        const falling = [...game.falling].map((number) => {
          const { kind, x } = game.things[number];
          return { kind, x, y: fallen(game.things[number], now), number };
        });
        field.draw(now, falling, { by: game.by, places, players: rules.players });
        if (now >= rules.ms) return resolve();
        requestAnimationFrame(frame);
      };
      frame();
    });
  }

  /** @type {(told: import("./pose_catch/game.js").Told, now: number) => void} */
  #pop = () => undefined;

  /**
   * Read the camera until time is up.
   *
   * @param {Watching} watching
   * @param {Game} game
   * @param {{glides: Glide[], zero: number, opened: Opened, signal: AbortSignal}} how
   * @returns {Promise<Proof[]>} the pictures that the deal asks for
   */
  async #look(watching, game, { glides, zero, opened, signal }) {
    const { rules } = this;
    const wanted = moments(dealt(opened), rules);
    /** @type {Promise<Proof>[]} */
    const proofs = [];
    for (;;) {
      // Times are rounded to whole milliseconds.
      const look = await watching.see(zero + (wanted[0] ?? Infinity) - 0.5);
      signal.throwIfAborted();
      const at = Math.round(look.at - zero);
      if (at > rules.ms) break;
      if (at < 1) continue;
      const places = this.#places(look);
      game.note(at, places);
      places.forEach((place, track) => glides[track].look(at, place));
      this.#tell(game, at, performance.now() - zero);
      while (wanted.length && at > wanted[0] + PROOF_LATE) wanted.shift();
      // What is asked for is the first row with a place; the game may have left one out.
      const isSeen = game.tracks.some((rows) => isPlace(rows.at(-1) ?? [], at));
      if (isSeen && wanted.length && at >= wanted[0]) {
        proofs.push(look.still().then((frame) => ({ at, frame })));
        wanted.shift();
      }
    }
    this.#tell(game, rules.ms, rules.ms);
    return Promise.all(proofs);
  }

  /**
   * @param {Game} game
   * @param {number} until
   * @param {number} now
   */
  #tell(game, until, now) {
    for (const told of game.count(until)) {
      if (told.track < 0) continue;
      this.#pop(told, now);
      this.show.caught(told, game.times);
    }
    this.show.score(game.points, game.times);
  }

  /**
   * @param {Game} game
   * @param {Opened} opened
   * @param {Proof[]} proofs
   */
  async #send({ by, tracks }, { nonce }, proofs) {
    this.show.at("wait");
    this.#rest();
    const scored = await this.stage.sendTrace({ nonce, by, tracks, proofs });
    await this.show.end(scored);
    return true;
  }

  /** @param {Pick<Awaited<ReturnType<Watching["see"]>>, "bodies" | "part">} look */
  #places({ bodies, part }) {
    const { way, players } = this.rules;
    return limbs(bodies, part, { way, players, wide: WIDE, high: HIGH });
  }

  /** @param {"camera" | "touch"} by */
  #field(by) {
    const { canvas, images, basket } = this.show;
    const reach = RADIUS + REACH[by === "camera" ? this.rules.way : "touch"];
    return new Field(canvas, { wide: WIDE, radius: RADIUS, reach, images, basket });
  }

  /** Before the game: only what catches is drawn. @param {(Place | null)[]} places */
  #idle(places) {
    this.#field("camera").draw(0, [], { by: "camera", places, players: this.rules.players });
  }

  async #watch() {
    const { show, rules, stage } = this;
    const signal = AbortSignal.any([stage.signal, this.#eyes.signal]);
    show.line(show.words("opening"));
    const progress = (/** @type {number} */ part) => {
      show.loading(part);
      show.line(show.words("loading"));
    };
    const bodies = /** @type {1 | 2} */ (rules.players);
    try {
      const wish = { see: /** @type {"pose"[]} */ (["pose"]), bodies, video: show.video };
      return await stage.watch({ ...wish, progress, signal });
    } finally {
      show.loading(1);
    }
  }

  /**
   * Go on with the basket, and say so.
   *
   * @param {string} why
   */
  #withoutCamera(why) {
    this.stage.byHand = false;
    this.#rest();
    this.#news = this.show.words(why);
    return false;
  }

  async #interrupted() {
    if (this.#try.signal.reason === "hidden") await this.#say(this.show.words("hidden"));
  }

  /**
   * Before the next game. The basket waits for a tap, and so do the words.
   *
   * @param {string} words
   */
  async #say(words) {
    if (this.stage.byHand) await this.show.tell(words);
    else this.#news = words;
  }

  /**
   * A game that the server did not take, in its own words.
   *
   * @param {unknown} error
   */
  async #again(error) {
    if (!(error instanceof Refused) || !AGAIN.includes(error.status)) throw error;
    if (!this.stage.standing.over) await this.#say(error.message);
  }

  /** @param {boolean} byHand */
  #change(byHand) {
    if (byHand === this.stage.byHand) return;
    this.stage.byHand = byHand;
    this.#try.abort("way");
    if (!byHand) this.#rest();
  }

  /** The camera is closed as soon as nobody looks through it. */
  #rest() {
    this.#eyes.abort();
    this.#eyes = new AbortController();
    this.#watching?.close();
    this.#watching = null;
  }
}

/**
 * @param {number[]} row
 * @param {number} at
 */
const isPlace = (row, at) => row[0] === at && row.length === 3;

/** @param {Opened} opened */
function dealt({ deal }) {
  return Uint8Array.from((deal ?? "").match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
