/** What the worker does: loads what it needs, then sees frame by frame. */

import { bytesOf, jsonOf, lost } from "./fetching.js";
import { hasRelaxedSimd } from "./ladder.js";
import { startRuntime } from "./runtime.js";
import { Sparing } from "./sparing.js";

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
 * `see`: what a frame shows, `now` ms; `grow`: the later networks have come.
 * @typedef {{see: (frame: Frame, now: number) => Promise<Seen>,
 *   grow: (networks: Network[]) => void}} Seer
 */
/**
 * One thing that can be seen: the networks that it takes from the start, those that may follow, and
 * what is made of them.
 * @typedef {{first: string[], later: string[],
 *   open: (networks: Network[], facts: Facts, wish: {bodies: number}) => Seer}} Ability
 */
/** @typedef {{see: (frame: Frame) => Promise<Seen>, grow: () => Promise<void>}} Sight */

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
  const networks = [await runtime.settle(files[0], facts.models[probe], patience, tell.probed)];
  for (const [at, name] of others.entries()) {
    networks.push(await runtime.open(files[at + 1], facts.models[name]));
    tell.started();
  }
  const seers = abilities.map(({ first, open }) =>
    open(networks.splice(0, first.length), facts, { bodies }),
  );
  /** @type {Seen[]} what each saw last */
  const parts = [];
  const sparing = new Sparing();
  return {
    see: async (frame) => {
      const now = performance.now();
      const readable = readableOf(frame);
      const isSpared = see.length > 1 && sparing.next();
      try {
        for (const [at, seer] of seers.entries()) {
          if (!isSpared || see[at] !== "hands") {
            parts[at] = await seer.see(readable, now);
          }
        }
      } finally {
        readable.close();
      }
      if (!isSpared) {
        sparing.note(performance.now() - now);
      }
      return Object.assign({}, ...parts);
    },
    /** Loads what may follow. */
    grow: async () => {
      for (const [at, { later }] of abilities.entries()) {
        const networks = [];
        for (const name of later) {
          const file = await bytesOf(vision.models[name].url, () => undefined);
          networks.push(await runtime.open(file, facts.models[name]));
        }
        seers[at].grow(networks);
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
