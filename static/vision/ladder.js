/** What this machine may run the networks on, the best first, as far as asking tells. */

/** @typedef {import("./eye.js").Backend} Backend */

// The rest of the time for choosing is for looks.
const PATIENCE_MS = 150;
// (module (func (result v128) … i32x4.relaxed_trunc_f32x4_s …)): the smallest use of relaxed SIMD.
const RELAXED = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15,
  65, 2, 253, 15, 253, 128, 2, 11,
];

/**
 * Empty where nothing runs.
 * @returns {Promise<Backend[]>}
 */
export async function rungs() {
  if (typeof WebAssembly !== "object" || typeof OffscreenCanvas !== "function") {
    return [];
  }
  /** @type {Backend[]} */
  const fitting = (await hasGpu()) ? ["webgpu"] : [];
  if (globalThis.crossOriginIsolated && hasRelaxedSimd()) {
    fitting.push("threads");
  }
  return [...fitting, "wasm"];
}

/** Older Safari lacks it and takes another build. */
export function hasRelaxedSimd() {
  return WebAssembly.validate(new Uint8Array(RELAXED));
}

/** A real one: where software plays the GPU, WebAssembly is quicker. */
async function hasGpu() {
  /** @type {{requestAdapter(): Promise<{isFallbackAdapter?: boolean, info?: {isFallbackAdapter?: boolean}}|null>}|undefined} */
  const gpu = Reflect.get(navigator, "gpu");
  if (!gpu) {
    return false;
  }
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const adapter = await Promise.race([gpu.requestAdapter().catch(() => null), late]);
  return adapter !== null && !adapter.isFallbackAdapter && !adapter.info?.isFallbackAdapter;
}
