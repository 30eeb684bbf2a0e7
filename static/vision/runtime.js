/** LiteRT.js, and networks that run in it. For a classic worker only: LiteRT calls importScripts. */

import { isAsKnown, knownPicture } from "./answers.js";
import { Crops } from "./crops.js";
import { Samples } from "./samples.js";

/** @typedef {import("./eye.js").Build} Build */
/** @typedef {import("./facts.js").ModelFacts} ModelFacts */
/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Window} Window */
/** @typedef {import("./litert.d.ts").Library} Library */
/** @typedef {import("./litert.d.ts").LiteRt} LiteRt */
/** @typedef {import("./litert.d.ts").Model} Model */

// A GPU that takes longer for one look is left for WebAssembly, which takes about 15 ms.
const GPU_MS = 40;

/**
 * @param {string} core the address of LiteRT's module
 * @param {Build} build
 * @param {Uint8Array<ArrayBuffer>} wasm the build's WebAssembly
 * @param {"webgpu"|"wasm"} accelerator
 * @returns {Promise<Runtime>}
 */
export async function startRuntime(core, build, wasm, accelerator) {
  const self = /** @type {{Module?: object}} */ (globalThis);
  // What the runtime would look for beside the worker's own script it is given here.
  self.Module = {
    wasmBinary: wasm,
    mainScriptUrlOrBlob: build.script,
    print: () => undefined,
    printErr: () => undefined,
  };
  if (accelerator === "wasm") {
    // It opens a GPU wherever there is one, wanted or not.
    Object.defineProperty(navigator, "gpu", { value: undefined });
  }
  return await quietly(async () => {
    /** @type {Library} */
    const library = await import(core);
    return new Runtime(library, await library.loadLiteRt(build.script), accelerator);
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
   * @param {"webgpu"|"wasm"} accelerator
   */
  constructor(library, lite, accelerator) {
    this.library = library;
    this.lite = lite;
    this.accelerator = accelerator;
  }

  /**
   * A network that has been seen to answer as it must. Rejects where it does not.
   * @param {Uint8Array} file .tflite
   * @param {ModelFacts} facts
   */
  async open(file, facts) {
    const { accelerator } = this;
    const model = await quietly(() => this.lite.loadAndCompile(file, { accelerator }));
    const network = new Network(this, model, facts);
    if (accelerator === "webgpu" && !model.isFullyAccelerated) {
      throw new Error("the GPU cannot run all of a network");
    }
    const picture = knownPicture(...facts.size);
    if (!isAsKnown(await network.run(picture), facts.answer)) {
      throw new Error("a network does not answer what it must");
    }
    const start = performance.now();
    await network.run(picture);
    if (accelerator === "webgpu" && performance.now() - start > GPU_MS) {
      throw new Error("the GPU is slower than the processor");
    }
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
