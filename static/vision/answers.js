/**
 * Whether a network answers what it must. On some machines the runtime answers nonsense without an
 * error, and a file may be damaged on its way. The twin of inference/web/answers.py.
 */

/** @typedef {import("./facts.js").Answer} Answer */

// Of the largest number of an output. GPUs work with halved precision.
const TOLERANCE = 0.03;

/**
 * The known picture, RGBA: stripes and slopes that anybody can draw.
 * @param {number} height
 * @param {number} width
 */
export function knownPicture(height, width) {
  const pixels = new Uint8ClampedArray(height * width * 4).fill(255);
  for (let at = 0; at < height * width; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[4 * at + channel] = (x * (channel + 1) + 2 * y * (3 - channel)) % 256;
    }
  }
  return pixels;
}

/**
 * @param {Float32Array[]} outputs
 * @param {Answer[]} answers
 */
export function isAsKnown(outputs, answers) {
  return outputs.every((output, index) => isClose(output, answers[index]));
}

/**
 * @param {Float32Array} output
 * @param {Answer} answer
 */
function isClose(output, { length, step, values }) {
  const most = TOLERANCE * values.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-3);
  // Written so that what is no number is not close.
  return (
    output.length === length && values.every((value, at) => Math.abs(output[at * step] - value) <= most)
  );
}
