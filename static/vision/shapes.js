/**
 * Our own small network: which gesture the points of a hand make; the twin of
 * inference/tasks/gesture/network.py.
 */

import { features, mirrored } from "./features.js";

/** @typedef {import("./facts.js").Facts} Facts */
/** @typedef {import("./facts.js").PackedLayer} PackedLayer */
/** @typedef {import("./landmarks.js").Hand} Hand */
/** @typedef {{inputs: number, outputs: number, weights: Float32Array, biases: Float32Array}} Layer */

export class Shapes {
  /** @param {Facts} facts */
  constructor({ features: parts, gesture }) {
    this.parts = parts;
    this.scale = gesture.scale;
    this.seeds = gesture.seeds.map((layers) => layers.map(unpacked));
  }

  /**
   * The chance of each shape in the order of the facts, given that a hand is raised.
   * @param {Hand} hand left or right alike
   * @returns {number[]}
   */
  chances({ points, world }) {
    const views = [
      features(points, world, this.parts),
      features(mirrored(points), mirrored(world), this.parts),
    ];
    const all = this.seeds.flatMap((layers) => views.map((view) => layers.reduce(passed, view)));
    const mean = all[0].map((_, at) => all.reduce((sum, each) => sum + each[at], 0) / all.length);
    return softmax(mean.map((logit) => logit * this.scale));
  }
}

/**
 * @param {number[]} inputs
 * @param {Layer} layer
 * @param {number} depth
 * @param {Layer[]} layers
 */
function passed(inputs, { outputs, weights, biases }, depth, layers) {
  const sums = [...biases];
  for (let input = 0; input < inputs.length; input += 1) {
    for (let output = 0; output < outputs; output += 1) {
      sums[output] += inputs[input] * weights[input * outputs + output];
    }
  }
  return depth + 1 < layers.length ? sums.map((sum) => Math.max(sum, 0)) : sums;
}

/** @param {number[]} logits */
function softmax(logits) {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * @param {PackedLayer} layer
 * @returns {Layer}
 */
function unpacked({ inputs, outputs, weights, biases }) {
  return { inputs, outputs, weights: halves(weights), biases: halves(biases) };
}

/** @param {string} packed float16, little-endian, base64 */
function halves(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 2 }, (_, at) => half(view.getUint16(2 * at, true)));
}

/**
 * No browser of the last years reads float16 by itself.
 * @param {number} bits
 */
function half(bits) {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -24 * fraction);
}
