/**
 * Bodies from frame to frame; the twin of `follow_poses` of inference/tasks/pose, which tells them
 * apart too, knows again who was lost for a moment, and steadies the points.
 */

import { locate, PLACES } from "./body.js";
import { overlap } from "./boxes.js";
import { rescaled } from "./geometry.js";
import { Steady } from "./steady.js";
import { circleOfPerson, windowOfCircle } from "./windows.js";

/** @typedef {import("./body.js").Pose} Pose */
/** @typedef {import("./detector.js").Detector} Detector */
/** @typedef {import("./eye.js").Body} Body */
/** @typedef {import("./facts.js").BodyFacts} BodyFacts */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Window} Window */
/** @typedef {import("./runtime.js").Network} Network */
/** `seen`: when it was there last, in ms. @typedef {{id: number, pose: Pose, seen: number, steady: Steady}} Known */

// How many, of those detected, are looked at to find the largest.
const CANDIDATES = 4;
// A circle whose middle is off by less than this share of its radius, and that is not as many times
// larger or smaller, is that of a body which is followed already.
const SAME_PLACE = 0.3;
const SAME_SIZE = 1.5;
// Where there is room for one more body it is looked for this often, in frames.
const GLANCE_EVERY = 12;
// Who is lost for no longer, and found again no further off, in widths of the circle, is the same.
const REMEMBERED_MS = 1500;
const NEAR_AGAIN = 0.6;

export class Bodies {
  /**
   * @param {Detector} people
   * @param {Network} points
   * @param {BodyFacts} facts
   * @param {number} most
   */
  constructor(people, points, facts, most) {
    this.people = people;
    this.points = points;
    /** @type {Network|null} quicker and a little less sure; until it has come the other one looks */
    this.light = null;
    this.isSparing = false;
    this.facts = facts;
    this.most = most;
    /** @type {Known[]} those followed, by id */
    this.known = [];
    /** @type {Known[]} */
    this.lost = [];
    this.turn = 0;
    this.newest = 0;
  }

  /**
   * At most `most`, by id: the longest known first.
   * @param {Frame} frame
   * @param {number} now ms
   * @param {boolean} isSparing
   * @returns {Promise<Body[]>}
   */
  async see(frame, now, isSparing) {
    this.turn += 1;
    this.isSparing = isSparing;
    const before = this.known;
    await this.#follow(frame, now);
    const gone = before.filter((body) => !this.known.includes(body));
    this.lost = [...this.lost, ...gone].filter(({ seen }) => now - seen < REMEMBERED_MS);
    const isRoom = this.known.length < this.most;
    const isNobody = this.known.length === 0;
    if (isRoom && (gone.length > 0 || isNobody || this.turn % GLANCE_EVERY === 0)) {
      await this.#find(frame, now);
    }
    return this.known.map(({ id, pose, steady }) => {
      const width = widthOf(pose);
      return { id, landmarks: steady.step(pose.points, width, now), score: pose.presence };
    });
  }

  /**
   * Frames are so many times as wide and as high from now on.
   * @param {number} across
   * @param {number} down
   */
  rescale(across, down) {
    for (const body of [...this.known, ...this.lost]) {
      const [middle, rim] = body.pose.circle.map(([x, y]) => [x * across, y * down]);
      const circle = /** @type {Pose["circle"]} */ ([middle, rim]);
      const points = rescaled(body.pose.points, PLACES, across, down);
      body.pose = { ...body.pose, points, circle };
      body.steady.rescale(across, down);
    }
  }

  /**
   * @param {Frame} frame
   * @param {number} now
   */
  async #follow(frame, now) {
    /** @type {Pose[]} */
    const looks = [];
    for (const { pose } of this.known) {
      looks.push(await this.#look(frame, pose.circle));
    }
    const kept = apart(looks, this.facts);
    this.known = this.known.flatMap((body, at) =>
      kept.includes(looks[at]) ? [Object.assign(body, { pose: looks[at], seen: now })] : [],
    );
  }

  /**
   * Who is there beside those followed, the largest first.
   * @param {Frame} frame
   * @param {number} now
   */
  async #find(frame, now) {
    const { facts, most } = this;
    const followed = this.known.map(({ pose }) => pose);
    const others = (await this.people.detect(frame))
      .map(circleOfPerson)
      .filter((circle) => !followed.some((pose) => isSameCircle(circle, pose.circle)));
    const looks = [];
    for (const circle of others.slice(0, CANDIDATES)) {
      looks.push(await this.#look(frame, circle));
    }
    const fresh = apart(looks, facts)
      .filter((pose) => !followed.some((other) => isSame(pose, other, facts)))
      .sort((one, other) => widthOf(other) - widthOf(one))
      .slice(0, most - followed.length);
    const met = fresh.map((pose) => this.#met(pose, now));
    this.known = [...this.known, ...met].sort((one, other) => one.id - other.id);
  }

  /**
   * @param {Pose} pose
   * @param {number} now
   * @returns {Known}
   */
  #met(pose, now) {
    const away = (/** @type {Known} */ body) => distance(body.pose, pose);
    const [nearest] = [...this.lost].sort((one, other) => away(one) - away(other));
    const isAgain = nearest && away(nearest) < NEAR_AGAIN;
    if (isAgain) {
      this.lost = this.lost.filter((body) => body !== nearest);
    }
    const id = isAgain ? nearest.id : (this.newest += 1);
    return { id, pose, seen: now, steady: new Steady() };
  }

  /**
   * @param {Frame} frame
   * @param {Pose["circle"]} circle
   */
  #look(frame, circle) {
    const network = (this.isSparing && this.light) || this.points;
    return locate(network, frame, windowOfCircle(circle, this.facts.margin), this.facts);
  }
}

/**
 * The bodies that are there, surest first, each once.
 * @param {Pose[]} poses
 * @param {BodyFacts} facts
 */
function apart(poses, facts) {
  /** @type {Pose[]} */
  const kept = [];
  for (const pose of [...poses].sort((one, other) => other.presence - one.presence)) {
    if (pose.presence >= facts.present && !kept.some((other) => isSame(pose, other, facts))) {
      kept.push(pose);
    }
  }
  return kept;
}

/**
 * Whether most of the main points lie near each other, or what is seen of the two overlaps.
 * @param {Pose} one
 * @param {Pose} other
 * @param {BodyFacts} facts
 */
function isSame(one, other, facts) {
  const [large, small] = widthOf(one) >= widthOf(other) ? [one, other] : [other, one];
  const between = facts.main.map((at) =>
    Math.hypot(
      large.points[PLACES * at] - small.points[PLACES * at],
      large.points[PLACES * at + 1] - small.points[PLACES * at + 1],
    ),
  );
  const isNear = median(between) < facts.near * Math.max(widthOf(large), 1e-6);
  return isNear || overlap(boxOf(one, facts), boxOf(other, facts)) > facts.overlap;
}

/** @param {number[]} values an odd number of them */
function median(values) {
  return [...values].sort((one, other) => one - other)[(values.length - 1) / 2];
}

/**
 * Around the main points that are seen; around all where hardly any is.
 * @param {Pose} pose
 * @param {BodyFacts} facts
 */
function boxOf({ points }, { main, visible }) {
  const seen = main.filter((at) => points[PLACES * at + 3] > visible);
  const chosen = seen.length > 2 ? seen : main;
  const xs = chosen.map((at) => points[PLACES * at]);
  const ys = chosen.map((at) => points[PLACES * at + 1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/**
 * Of the circle around the whole body, in pixels.
 * @param {Pose} pose
 */
function widthOf({ circle }) {
  return 2 * radius(circle);
}

/** @param {Pose["circle"]} circle */
function radius([middle, rim]) {
  return Math.hypot(rim[0] - middle[0], rim[1] - middle[1]);
}

/**
 * How far the middles of two bodies are from each other, in widths of the larger.
 * @param {Pose} one
 * @param {Pose} other
 */
function distance(one, other) {
  return apartBy(one.circle, other.circle) / Math.max(widthOf(one), widthOf(other), 1e-6);
}

/**
 * @param {Pose["circle"]} one
 * @param {Pose["circle"]} other
 */
function apartBy([one], [other]) {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

/**
 * Whether a circle is so like that of a body followed that a look would only find that one again.
 * @param {Pose["circle"]} circle
 * @param {Pose["circle"]} followed
 */
function isSameCircle(circle, followed) {
  const [own, other] = [radius(circle), radius(followed)];
  const [small, large] = [Math.min(own, other), Math.max(own, other)];
  return apartBy(circle, followed) < SAME_PLACE * small && large < SAME_SIZE * small;
}
