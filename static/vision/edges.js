/**
 * A mask drawn to the edges of its picture, by the guided filter at half the size; the twin of
 * inference/matting/quick.py and inference/matting/guided.py.
 */

/** @typedef {import("./facts.js").PortraitFacts} PortraitFacts */

// Means of the guide's colours, of their products by rows of a symmetric matrix, of the mask, and
// of its products with the colours.
const PLANES = 3 + 6 + 1 + 3;

export class Edges {
  /** @param {PortraitFacts} facts */
  constructor(facts) {
    this.facts = facts;
    /** @type {Float32Array[]} */
    this.planes = [];
    this.sums = new Float64Array(0);
    this.spare = new Float32Array(0);
  }

  /**
   * @param {Float32Array} seen height × width × 3, 0 … 255
   * @param {Float32Array} mask height × width, 0 … 1
   * @param {number} width even, as the height
   * @returns {Float32Array} 0 … 1
   */
  follow(seen, mask, width) {
    const [half, rows] = [width / 2, mask.length / width / 2];
    this.#prepare(half * rows, half);
    this.#halve(seen, mask, half, rows);
    for (const plane of this.planes) {
      this.#blur(plane, half, rows);
    }
    this.#solve(half * rows);
    const model = this.planes.slice(0, 4);
    for (const plane of model) {
      this.#blur(plane, half, rows);
    }
    return this.#applied(model, seen, width, mask.length / width);
  }

  /**
   * @param {number} size
   * @param {number} width
   */
  #prepare(size, width) {
    if (this.spare.length !== size || this.sums.length !== width) {
      this.planes = Array.from({ length: PLANES }, () => new Float32Array(size));
      this.spare = new Float32Array(size);
      this.sums = new Float64Array(width);
    }
  }

  /**
   * @param {Float32Array} seen
   * @param {Float32Array} mask
   * @param {number} half
   * @param {number} rows
   */
  #halve(seen, mask, half, rows) {
    const { planes } = this;
    const [reds, greens, blues] = planes;
    const stride = 2 * half;
    for (let row = 0, to = 0; row < rows; row += 1) {
      for (let column = 0; column < half; column += 1, to += 1) {
        const at = 2 * row * stride + 2 * column;
        const below = at + stride;
        const red = quarter(seen, 3 * at, 3, 3 * below);
        const green = quarter(seen, 3 * at + 1, 3, 3 * below + 1);
        const blue = quarter(seen, 3 * at + 2, 3, 3 * below + 2);
        const value = quarter(mask, at, 1, below) * 255;
        reds[to] = red;
        greens[to] = green;
        blues[to] = blue;
        planes[3][to] = red * red;
        planes[4][to] = red * green;
        planes[5][to] = red * blue;
        planes[6][to] = green * green;
        planes[7][to] = green * blue;
        planes[8][to] = blue * blue;
        planes[9][to] = value;
        planes[10][to] = red * value;
        planes[11][to] = green * value;
        planes[12][to] = blue * value;
      }
    }
  }

  /**
   * The mean of the square around each place, the picture going on as its mirror image.
   * @param {Float32Array} plane
   * @param {number} width
   * @param {number} height
   */
  #blur(plane, width, height) {
    const { spare, sums } = this;
    const { radius } = this.facts;
    const side = 2 * radius + 1;
    for (let row = 0; row < height; row += 1) {
      const start = row * width;
      let sum = 0;
      for (let at = -radius; at <= radius; at += 1) {
        sum += plane[start + mirrored(at, width)];
      }
      for (let at = 0; at < width; at += 1) {
        spare[start + at] = sum / side;
        const coming = plane[start + mirrored(at + radius + 1, width)];
        sum += coming - plane[start + mirrored(at - radius, width)];
      }
    }
    sums.fill(0);
    for (let row = -radius; row <= radius; row += 1) {
      const from = mirrored(row, height) * width;
      for (let at = 0; at < width; at += 1) {
        sums[at] += spare[from + at];
      }
    }
    for (let row = 0; row < height; row += 1) {
      const start = row * width;
      const coming = mirrored(row + radius + 1, height) * width;
      const leaving = mirrored(row - radius, height) * width;
      for (let at = 0; at < width; at += 1) {
        plane[start + at] = sums[at] / side;
        sums[at] += spare[coming + at] - spare[leaving + at];
      }
    }
  }

  /**
   * Of every place the slopes by colour and the offset, into the first four planes.
   * @param {number} size
   */
  #solve(size) {
    const { planes } = this;
    const { smoothness } = this.facts;
    for (let at = 0; at < size; at += 1) {
      const red = planes[0][at];
      const green = planes[1][at];
      const blue = planes[2][at];
      const mean = planes[9][at];
      const a = planes[3][at] - red * red + smoothness;
      const b = planes[4][at] - red * green;
      const c = planes[5][at] - red * blue;
      const d = planes[6][at] - green * green + smoothness;
      const e = planes[7][at] - green * blue;
      const f = planes[8][at] - blue * blue + smoothness;
      const u = planes[10][at] - red * mean;
      const v = planes[11][at] - green * mean;
      const w = planes[12][at] - blue * mean;
      // The inverse of a symmetric matrix, by cofactors.
      const aa = d * f - e * e;
      const bb = c * e - b * f;
      const cc = b * e - c * d;
      const dd = a * f - c * c;
      const ee = b * c - a * e;
      const ff = a * d - b * b;
      const determinant = a * aa + b * bb + c * cc;
      const first = (aa * u + bb * v + cc * w) / determinant;
      const second = (bb * u + dd * v + ee * w) / determinant;
      const third = (cc * u + ee * v + ff * w) / determinant;
      planes[0][at] = first;
      planes[1][at] = second;
      planes[2][at] = third;
      planes[3][at] = mean - first * red - second * green - third * blue;
    }
  }

  /**
   * The slopes and the offset, enlarged, for the picture as it was seen.
   * @param {Float32Array[]} model
   * @param {Float32Array} seen
   * @param {number} width
   * @param {number} height
   */
  #applied([first, second, third, offset], seen, width, height) {
    const { low, high } = this.facts;
    const [half, rows] = [width / 2, height / 2];
    const alpha = new Float32Array(width * height);
    for (let row = 0, to = 0; row < height; row += 1) {
      const y = Math.min(Math.max((row - 0.5) / 2, 0), rows - 1);
      const top = Math.min(Math.floor(y), rows - 2);
      const down = y - top;
      for (let column = 0; column < width; column += 1, to += 1) {
        const x = Math.min(Math.max((column - 0.5) / 2, 0), half - 1);
        const left = Math.min(Math.floor(x), half - 2);
        const right = x - left;
        const at = top * half + left;
        const below = at + half;
        // One weight a neighbour, for all four planes.
        const p = (1 - down) * (1 - right);
        const q = (1 - down) * right;
        const r = down * (1 - right);
        const s = down * right;
        const mix = (/** @type {Float32Array} */ plane) =>
          p * plane[at] + q * plane[at + 1] + r * plane[below] + s * plane[below + 1];
        const colour =
          mix(first) * seen[3 * to] + mix(second) * seen[3 * to + 1] + mix(third) * seen[3 * to + 2];
        const value = mix(offset) + colour / 255;
        alpha[to] = Math.min(Math.max((value - low) / (high - low), 0), 1);
      }
    }
    return alpha;
  }
}

/**
 * The mean of four places, 255 becoming 1.
 * @param {Float32Array} values
 * @param {number} at
 * @param {number} step
 * @param {number} below
 */
function quarter(values, at, step, below) {
  return (values[at] + values[at + step] + values[below] + values[below + step]) / 1020;
}

/**
 * Beyond an end a line comes back from that end on: … b a | a b …
 * @param {number} at
 * @param {number} count
 */
function mirrored(at, count) {
  if (at < 0) {
    return -1 - at;
  }
  return at < count ? at : 2 * count - 1 - at;
}
