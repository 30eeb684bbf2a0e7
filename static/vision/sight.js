/** What the worker does: loads what it needs, then sees frame by frame. */

import { bytesOf, jsonOf, lost } from "./fetching.js";
import { sizeOf } from "./geometry.js";
import { hasRelaxedSimd } from "./ladder.js";
import { startRuntime } from "./runtime.js";

/** @typedef {import("./eye.js").Ability} Name */
/** @typedef {import("./eye.js").Backend} Backend */
/** @typedef {import("./eye.js").Opening} Opening */
/** @typedef {import("./eye.js").Probed} Probed */
/** @typedef {import("./eye.js").Seen} Seen */
/** @typedef {import("./facts.js").Facts} Facts */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./runtime.js").Network} Network */
/** @typedef {import("./runtime.js").Runtime} Runtime */
/**
 * `see`: what a frame shows, `now` ms, sparing what can be; `rescale`: frames are so many times as
 * wide and high from now on; `grow`, `spare`: the later networks have come, or the light ones.
 * @typedef {{see: (frame: Frame, now: number, isSparing: boolean) => Promise<Seen>,
 *   rescale: (across: number, down: number) => void, grow: (networks: Network[]) => void,
 *   spare: (networks: Network[]) => void}} Seer
 */
/**
 * One thing that can be seen: the networks that it takes from the start, those that may follow,
 * those that machines take which are slow, and what is made of them.
 * @typedef {{first: string[], later: string[], light: string[],
 *   open: (networks: Network[], facts: Facts, wish: {bodies: number}) => Seer}} Ability
 */
/** @typedef {{see: (frame: Frame, step: number) => Promise<Seen>, grow: () => Promise<void>}} Sight */

// Where a machine is slow and hands are not all that is wanted, they are looked for in every third
// frame only, and are told in between as they were: what else is seen stays smooth.
const HANDS_EVERY = 3;
// Frames whose shapes, width ÷ height, differ by less show the same.
const ALIKE = 1.02;

// Each comes only where it is wanted.
/** @type {Record<Name, () => Promise<Ability>>} */
const ABILITIES = {
  hands: async () => (await import("./hands.js")).hands,
  pose: async () => (await import("./pose.js")).pose,
  portrait: async () => (await import("./portrait.js")).portrait,
};

/**
 * What is told while it opens: how many bytes came; that they are all there, and then of every
 * further thing that it is done; how networks are run.
 * @typedef {{progress: (loaded: number, total: number) => void, started: () => void,
 *   probed: (probed: Probed) => void}} Tell
 */

/**
 * @param {Opening} opening
 * @param {Tell} tell
 * @returns {Promise<Sight>}
 */
export async function openSight({ vision, see, bodies, backend, patience }, tell) {
  const abilities = await Promise.all(see.map((name) => ABILITIES[name]()));
  const build = vision.runtime.builds[nameOf(backend)];
  const names = abilities.flatMap(({ first }) => first);
  const total = names.reduce((sum, name) => sum + vision.models[name].bytes, build.bytes);
  let loaded = 0;
  const came = (/** @type {number} */ bytes) => tell.progress((loaded += bytes), total);
  const [wasm, numbers, ...files] = await Promise.all([
    bytesOf(build.wasm, came),
    jsonOf(vision.facts),
    ...names.map((name) => bytesOf(vision.models[name].url, came)),
    // So that the runtime finds them at hand: what it does then waits for no network.
    bytesOf(build.script, () => undefined),
    import(vision.runtime.core).catch(lost),
  ]);
  tell.started();
  const facts = /** @type {Facts} */ (numbers);
  const runtime = await startRuntime(vision.runtime.core, build, wasm, backend);
  tell.started();
  const [probe, ...others] = names;
  const networks = [await runtime.settle(files[0], facts.models[probe], patience, tell)];
  for (const [at, name] of others.entries()) {
    networks.push(await runtime.open(files[at + 1], facts.models[name]));
    tell.started();
  }
  const seers = abilities.map(({ first, open }) =>
    open(networks.splice(0, first.length), facts, { bodies }),
  );
  /** @type {Seen[]} what each saw last */
  const parts = [];
  const opened = async (/** @type {string[]} */ wanted) => {
    const networks = [];
    for (const name of wanted) {
      const file = await bytesOf(vision.models[name].url, () => undefined);
      networks.push(await runtime.open(file, facts.models[name]));
    }
    return networks;
  };
  const spare = async () => {
    for (const [at, { light }] of abilities.entries()) {
      seers[at].spare(await opened(light));
    }
  };
  /** @type {Promise<void>|null} the light networks are on their way; without them it goes too */
  let sparing = null;
  /** @type {[number, number]|null} of the frame before */
  let size = null;
  let turn = 0;
  return {
    see: async (frame, step) => {
      const now = performance.now();
      const readable = readableOf(frame);
      const before = size;
      size = sizeOf(frame);
      const [across, down] = before ? [size[0] / before[0], size[1] / before[1]] : [1, 1];
      if (across !== 1 && Math.max(across / down, down / across) < ALIKE) {
        // The camera was told to send smaller frames, or larger ones again.
        seers.forEach((seer) => seer.rescale(across, down));
      }
      const isSparing = step > 0;
      if (isSparing) {
        sparing ??= spare().catch(() => undefined);
      }
      const withoutHands = isSparing && see.length > 1 && (turn += 1) % HANDS_EVERY !== 0;
      try {
        for (const [at, seer] of seers.entries()) {
          if (!parts[at] || !withoutHands || see[at] !== "hands") {
            parts[at] = await seer.see(readable, now, isSparing);
          }
        }
      } finally {
        readable.close();
      }
      return Object.assign({}, ...parts);
    },
    /** Loads what may follow. */
    grow: async () => {
      for (const [at, { later }] of abilities.entries()) {
        seers[at].grow(await opened(later));
      }
    },
  };
}

/**
 * Pixels can be read out of a video's frame without a canvas, where the browser knows them.
 * @param {Frame} frame
 */
function readableOf(frame) {
  const isPicture = frame instanceof ImageBitmap && typeof VideoFrame === "function";
  return isPicture ? new VideoFrame(frame, { timestamp: 0 }) : frame;
}

/** @param {Backend} backend */
function nameOf(backend) {
  if (backend === "threads") {
    return "threads";
  }
  return hasRelaxedSimd() ? "plain" : "compat";
}
