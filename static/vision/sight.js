/** What the worker does: loads what it needs, then sees frame by frame. */

import { bytesOf, jsonOf } from "./fetching.js";
import { Following } from "./following.js";
import { hasRelaxedSimd } from "./ladder.js";
import { Palms } from "./palms.js";
import { startRuntime } from "./runtime.js";
import { Shapes } from "./shapes.js";

/** @typedef {import("./eye.js").Backend} Backend */
/** @typedef {import("./eye.js").Vision} Vision */
/** @typedef {import("./facts.js").Facts} Facts */
/** @typedef {{following: Following, grow: () => Promise<void>}} Sight */

// What a frame is seen with from the start, and what follows while the player reads.
const POINTS = "hand_lite";
const PALMS = "palm_lite";

/**
 * @param {Vision} vision
 * @param {Backend} backend
 * @param {(loaded: number, total: number) => void} progress in bytes
 * @returns {Promise<Sight>}
 */
export async function openSight(vision, backend, progress) {
  const build = vision.runtime.builds[nameOf(backend)];
  const model = vision.models[POINTS];
  const total = build.bytes + model.bytes;
  let loaded = 0;
  const came = (/** @type {number} */ bytes) => progress((loaded += bytes), total);
  const [wasm, file, numbers] = await Promise.all([
    bytesOf(build.wasm, came),
    bytesOf(model.url, came),
    jsonOf(vision.facts),
  ]);
  const facts = /** @type {Facts} */ (numbers);
  const accelerator = backend === "webgpu" ? "webgpu" : "wasm";
  const runtime = await startRuntime(vision.runtime.core, build, wasm, accelerator);
  const points = await runtime.open(file, facts.models[POINTS]);
  const following = new Following(points, new Shapes(facts), facts);
  return {
    following,
    /** Loads the palm detector: hands are then found wherever they are. */
    grow: async () => {
      const palms = await bytesOf(vision.models[PALMS].url, () => undefined);
      const network = await runtime.open(palms, facts.models[PALMS]);
      following.palms = new Palms(network, facts.palms);
    },
  };
}

/** @param {Backend} backend */
function nameOf(backend) {
  if (backend === "threads") {
    return "threads";
  }
  return hasRelaxedSimd() ? "plain" : "compat";
}
