/** LiteRT.js, and networks that run in it. For a classic worker only: LiteRT calls importScripts. */

import { isAsKnown, knownPicture } from "./answers.js";
import { Crops } from "./crops.js";
import { quickest } from "./probe.js";
import { Samples } from "./samples.js";

/** @typedef {import("./eye.js").Backend} Backend */
/** @typedef {import("./eye.js").Build} Build */
/** @typedef {import("./facts.js").ModelFacts} ModelFacts */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Window} Window */
/** @typedef {import("./litert.d.ts").Library} Library */
/** @typedef {import("./litert.d.ts").LiteRt} LiteRt */
/** @typedef {import("./litert.d.ts").Model} Model */
/** How networks are run. @typedef {{accelerator: "webgpu"|"wasm", threads: number}} Way */

// Small networks gain nothing by more, and the slow cores of a phone would hold up its quick ones.
const MOST_THREADS = 4;
/** @type {Way} */
const PLAIN = { accelerator: "wasm", threads: 1 };

/**
 * What a rung of the ladder promises, and what it must be quicker than.
 * @param {Backend} backend
 * @returns {Way[]}
 */
function waysOf(backend) {
  if (backend === "webgpu") {
    return [{ accelerator: "webgpu", threads: 1 }, PLAIN];
  }
  return backend === "threads" ? [{ accelerator: "wasm", threads: threads() }, PLAIN] : [PLAIN];
}

/** The page and its camera need something to run on too. */
function threads() {
  return Math.min(MOST_THREADS, Math.max(2, navigator.hardwareConcurrency >> 1));
}

/**
 * @param {string} core the address of LiteRT's module
 * @param {Build} build
 * @param {Uint8Array<ArrayBuffer>} wasm the build's WebAssembly
 * @param {Backend} backend
 * @returns {Promise<Runtime>}
 */
export async function startRuntime(core, build, wasm, backend) {
  const ways = waysOf(backend);
  const self = /** @type {{Module?: object}} */ (globalThis);
  // What the runtime would look for beside the worker's own script it is given here.
  self.Module = {
    wasmBinary: wasm,
    mainScriptUrlOrBlob: build.script,
    print: () => undefined,
    printErr: () => undefined,
  };
  if (backend !== "webgpu") {
    // It opens a GPU wherever there is one, wanted or not.
    Object.defineProperty(navigator, "gpu", { value: undefined });
  }
  // And starts a thread for each core of the machine.
  Object.defineProperty(navigator, "hardwareConcurrency", { value: ways[0].threads });
  return await quietly(async () => {
    /** @type {Library} */
    const library = await import(core);
    return new Runtime(library, await library.loadLiteRt(build.script), ways);
  });
}

/**
 * The runtime tells the console at length what is no news to a player: whether a network runs as it
 * must is found out by its answer.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function quietly(work) {
  const { info, log, warn } = console;
  console.info = console.log = console.warn = () => undefined;
  try {
    return await work();
  } finally {
    Object.assign(console, { info, log, warn });
  }
}

export class Runtime {
  /**
   * @param {Library} library
   * @param {LiteRt} lite
   * @param {Way[]} ways
   */
  constructor(library, lite, ways) {
    this.library = library;
    this.lite = lite;
    this.ways = ways;
  }

  /**
   * Settles the way in which all networks are run, by looking with the first of them. Rejects where
   * it is not to be had, and where the GPU is slower than the processor.
   * @param {Uint8Array} file .tflite
   * @param {ModelFacts} facts
   * @param {number} patience ms
   * @param {import("./sight.js").Tell} tell
   * @returns {Promise<Network>}
   */
  async settle(file, facts, patience, tell) {
    const isOnGpu = this.ways[0].accelerator === "webgpu";
    const networks = [];
    for (const way of this.ways) {
      networks.push(await this.open(file, facts, way));
      tell.started();
    }
    const picture = knownPicture(...facts.size);
    const looks = networks.map((network) => () => network.run(picture));
    const { best, took, ms } = await quickest(looks, networks.map(({ took }) => took), patience);
    this.ways = [this.ways[best]];
    const [{ accelerator, threads }] = this.ways;
    tell.probed({ accelerator, threads, took, ms });
    networks.filter((_, at) => at !== best).forEach((network) => network.close());
    // Beside the GPU there are no threads; they are on the next rung.
    if (isOnGpu && accelerator !== "webgpu") {
      throw new Error("the GPU is slower than the processor");
    }
    return networks[best];
  }

  /**
   * A network that has been seen to answer as it must. Rejects where it does not.
   * @param {Uint8Array} file .tflite
   * @param {ModelFacts} facts
   * @param {Way} [way] as it was settled, where left out
   */
  async open(file, facts, { accelerator, threads } = this.ways[0]) {
    const options = { accelerator, cpuOptions: { numThreads: threads } };
    const model = await quietly(() => this.lite.loadAndCompile(file, options));
    const network = new Network(this, model, facts);
    if (accelerator === "webgpu" && !model.isFullyAccelerated) {
      throw new Error("the GPU cannot run all of a network");
    }
    const start = performance.now();
    if (!isAsKnown(await network.run(knownPicture(...facts.size)), facts.answer)) {
      throw new Error("a network does not answer what it must");
    }
    network.took = performance.now() - start;
    return network;
  }
}

export class Network {
  /**
   * @param {Runtime} runtime
   * @param {Model} model
   * @param {ModelFacts} facts
   */
  constructor({ library, lite }, model, facts) {
    const [height, width] = facts.size;
    this.wasm = lite.liteRtWasm;
    this.model = model;
    this.facts = facts;
    this.height = height;
    this.width = width;
    this.crops = new Crops(facts.size);
    this.samples = new Samples();
    this.values = new Float32Array(height * width * 3);
    // One for all frames: the runtime collects no garbage.
    this.input = new library.Tensor(this.values, [1, height, width, 3]);
    const names = model.getOutputDetails().map((each) => each.name);
    this.order = facts.outputs.map((name) => names.indexOf(name));
    // Its first look, in ms.
    this.took = Infinity;
  }

  close() {
    this.input.delete();
    this.model.delete();
  }

  /**
   * The outputs, in the order of the facts, for what the window shows.
   * @param {Frame} frame
   * @param {Window} window
   */
  async see(frame, window) {
    if (!(await this.samples.take(frame, window, this))) {
      this.#copy(this.crops.look(frame, window));
    }
    return await this.#run();
  }

  /**
   * @param {Uint8ClampedArray} pixels RGBA
   * @returns {Promise<Float32Array[]>}
   */
  run(pixels) {
    this.#copy(pixels);
    return this.#run();
  }

  async #run() {
    this.#fill();
    const outputs = await this.model.run([this.input]);
    try {
      return await Promise.all(this.order.map((at) => outputs[at].data()));
    } finally {
      for (const output of outputs) {
        output.delete();
      }
    }
  }

  /** @param {Uint8ClampedArray} pixels RGBA, whose alpha is left out */
  #copy(pixels) {
    const { values } = this;
    for (let from = 0, to = 0; to < values.length; from += 4, to += 3) {
      values[to] = pixels[from];
      values[to + 1] = pixels[from + 1];
      values[to + 2] = pixels[from + 2];
    }
  }

  /** Writes the values, in the network's range, where it reads them. */
  #fill() {
    const { low, high } = this.facts;
    const [scale, { values, wasm }] = [(high - low) / 255, this];
    const buffer = this.input.liteRtTensorBuffer;
    const place = buffer.lock(wasm.LiteRtTensorBufferLockMode.WRITE);
    try {
      const target = new Float32Array(wasm.HEAPU8.buffer, place, values.length);
      for (let at = 0; at < values.length; at += 1) {
        target[at] = values[at] * scale + low;
      }
    } finally {
      buffer.unlock();
    }
  }
}
