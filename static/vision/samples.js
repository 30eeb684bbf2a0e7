/**
 * A window of a camera's frame as numbers, past any canvas: only the part that is seen leaves the
 * frame, which is many times quicker than drawing the frame. What shrinks is averaged, as
 * inference/geometry.py does.
 */

import { turned } from "./geometry.js";

/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Window} Window */
/** @typedef {{x: number, y: number, width: number, height: number}} Part */
/** @typedef {{width: number, height: number, values: Float32Array}} Crop */

// Colours lie two by two in a camera's frame: parts start and end between them.
const GRAIN = 2;
const MARGIN = 2;
// What shrinks more than this is sampled with a little aliasing.
const MOST_TIMES = 9;
// Of a pixel in one number: red and blue, between which there is room for their sums; green. And
// what rounds the 256ths of the former two.
const OUTER = 0xff00ff;
const GREEN = 0xff00;
const HALVES = 0x800080;
// Places between pixels, as whole numbers.
const FINE = 0x10000;

export class Samples {
  constructor() {
    // RGBA in one number each.
    this.pixels = new Int32Array(0);
    this.small = new Int32Array(0);
    // Older browsers copy a frame as it is stored only.
    this.works = typeof VideoFrame === "function";
  }

  /**
   * Fills `values` (height × width × 3) with what the window shows, 0 … 255, black outside the
   * frame. False, nothing done, where the browser or the frame does not allow it.
   * @param {Frame} frame
   * @param {Window} window
   * @param {Crop} crop
   */
  async take(frame, window, crop) {
    if (!this.works || !isPlain(frame)) {
      return false;
    }
    const shrink = Math.floor(Math.min(window.width / crop.width, window.height / crop.height));
    const times = Math.min(Math.max(shrink, 1), MOST_TIMES);
    const part = partOf(window, times, frame.displayWidth, frame.displayHeight);
    if (part.width < times || part.height < times) {
      crop.values.fill(0);
      return true;
    }
    const [x, y] = [part.x + (frame.visibleRect?.x ?? 0), part.y + (frame.visibleRect?.y ?? 0)];
    this.pixels = roomy(this.pixels, part);
    try {
      await frame.copyTo(this.pixels, { rect: { ...part, x, y }, format: "RGBA" });
    } catch {
      this.works = false;
      return false;
    }
    warp(...this.#shrunk(part, times), window, times, crop);
    return true;
  }

  /**
   * The part's pixels, and where they lie in the frame shrunk `times`.
   * @param {Part} part
   * @param {number} times
   * @returns {[Int32Array, Part]}
   */
  #shrunk(part, times) {
    if (times === 1) {
      return [this.pixels, part];
    }
    const [width, height] = [Math.ceil(part.width / times), Math.ceil(part.height / times)];
    const small = { x: part.x / times, y: part.y / times, width, height };
    this.small = roomy(this.small, small);
    shrinkInto(this.small, small, this.pixels, part, times);
    return [this.small, small];
  }
}

/**
 * @param {Int32Array<ArrayBuffer>} pixels
 * @param {{width: number, height: number}} size
 */
function roomy(pixels, { width, height }) {
  return pixels.length < width * height ? new Int32Array(width * height) : pixels;
}

/**
 * Of every square of `times` × `times` pixels the mean of four or nine that lie evenly in it. The
 * last ones lie within the source too, over those before them where there is no room.
 * @param {Int32Array} target
 * @param {{width: number, height: number}} size of the target
 * @param {Int32Array} source
 * @param {{width: number, height: number}} whole size of the source
 * @param {number} times
 */
function shrinkInto(target, { width, height }, source, whole, times) {
  const step = Math.ceil(times / 3);
  const mean = times / step > 2 ? meanOfNine : meanOfFour;
  for (let row = 0, to = 0; row < height; row += 1) {
    const start = Math.min(row * times, whole.height - times) * whole.width;
    for (let column = 0; column < width; column += 1, to += 1) {
      const at = start + Math.min(column * times, whole.width - times);
      target[to] = mean(source, at, step, step * whole.width);
    }
  }
}

/**
 * @param {Int32Array} source
 * @param {number} at the first
 * @param {number} step to the next one
 * @param {number} down to the one below
 */
function meanOfFour(source, at, step, down) {
  const a = source[at];
  const b = source[at + step];
  const c = source[at + down];
  const d = source[at + down + step];
  const outer = (a & OUTER) + (b & OUTER) + (c & OUTER) + (d & OUTER);
  const green = (a & GREEN) + (b & GREEN) + (c & GREEN) + (d & GREEN);
  return (((outer + 0x20002) >>> 2) & OUTER) | (((green + 0x200) >>> 2) & GREEN);
}

/**
 * @param {Int32Array} source
 * @param {number} at
 * @param {number} step
 * @param {number} down
 */
function meanOfNine(source, at, step, down) {
  const below = at + down;
  const last = below + down;
  const a = source[at];
  const b = source[at + step];
  const c = source[at + 2 * step];
  const d = source[below];
  const e = source[below + step];
  const f = source[below + 2 * step];
  const g = source[last];
  const h = source[last + step];
  const i = source[last + 2 * step];
  const upper = (a & OUTER) + (b & OUTER) + (c & OUTER) + (d & OUTER) + (e & OUTER);
  const outer = upper + (f & OUTER) + (g & OUTER) + (h & OUTER) + (i & OUTER);
  const first = (a & GREEN) + (b & GREEN) + (c & GREEN) + (d & GREEN) + (e & GREEN);
  const green = first + (f & GREEN) + (g & GREEN) + (h & GREEN) + (i & GREEN);
  return ninth(outer & 0xffff) | (ninth(outer >>> 16) << 16) | (ninth(green >>> 8) << 8);
}

/** @param {number} sum below 2^12 */
function ninth(sum) {
  return (sum * 7282 + 0x8000) >>> 16;
}

/**
 * Whether pixels lie in the frame as they are shown: neither turned nor stretched.
 * @param {Frame} frame
 * @returns {frame is VideoFrame}
 */
function isPlain(frame) {
  if (frame instanceof ImageBitmap) {
    return false;
  }
  const seen = frame.visibleRect;
  const isTurned = Boolean(Reflect.get(frame, "rotation") || Reflect.get(frame, "flip"));
  return (
    !isTurned &&
    seen !== null &&
    seen.x % GRAIN === 0 &&
    seen.y % GRAIN === 0 &&
    seen.width === frame.displayWidth &&
    seen.height === frame.displayHeight
  );
}

/**
 * The part of the frame that the window can see, from a multiple of `times` pixels on.
 * @param {Window} window
 * @param {number} times
 * @param {number} width
 * @param {number} height
 * @returns {Part}
 */
function partOf(window, times, width, height) {
  const [cos, sin] = [Math.abs(Math.cos(window.angle)), Math.abs(Math.sin(window.angle))];
  const across = (cos * window.width + sin * window.height) / 2 + MARGIN * times;
  const down = (sin * window.width + cos * window.height) / 2 + MARGIN * times;
  const grain = times % GRAIN === 0 ? times : times * GRAIN;
  const [left, right] = span(window.x - across, window.x + across, grain, width);
  const [top, bottom] = span(window.y - down, window.y + down, grain, height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * @param {number} start
 * @param {number} end
 * @param {number} grain
 * @param {number} most
 */
function span(start, end, grain, most) {
  const even = most - (most % GRAIN);
  const within = (/** @type {number} */ at) => Math.min(Math.max(at, 0), even);
  const last = Math.ceil(within(end) / grain) * grain;
  return [Math.floor(within(start) / grain) * grain, Math.min(last, even)];
}

/**
 * @param {Int32Array} pixels of the part, RGBA in one number each
 * @param {Part} part of the frame shrunk `times`
 * @param {Window} window of the frame as it is
 * @param {number} times
 * @param {Crop} crop
 */
function warp(pixels, part, window, times, { width, height, values }) {
  // Pixel centres lie at halves; the frame's axes as one pixel of the crop goes across and down.
  const [wide, high] = [window.width / width / times, window.height / height / times];
  const [acrossX, acrossY] = turned(wide, 0, window.angle);
  const [downX, downY] = turned(0, high, window.angle);
  const [cornerX, cornerY] = turned(((1 - width) / 2) * wide, ((1 - height) / 2) * high, window.angle);
  const startX = window.x / times + cornerX - 0.5 - part.x;
  const startY = window.y / times + cornerY - 0.5 - part.y;
  const [right, below] = [(acrossX * FINE) | 0, (acrossY * FINE) | 0];
  for (let row = 0, to = 0; row < height; row += 1) {
    // In sixteenths of a pixel it is looked between pixels: four weights then make 256.
    let x = ((startX + row * downX + 1 / 32) * FINE) | 0;
    let y = ((startY + row * downY + 1 / 32) * FINE) | 0;
    for (let column = 0; column < width; column += 1, to += 3) {
      blend(pixels, part, x >> 16, y >> 16, (x >> 12) & 15, (y >> 12) & 15, values, to);
      x = (x + right) | 0;
      y = (y + below) | 0;
    }
  }
}

/**
 * One pixel between four.
 * @param {Int32Array} pixels
 * @param {Part} part
 * @param {number} left
 * @param {number} top
 * @param {number} right how much nearer to the right ones, in sixteenths
 * @param {number} down
 * @param {Float32Array} values
 * @param {number} to
 */
function blend(pixels, { width, height }, left, top, right, down, values, to) {
  const first = top * width + left;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  if (left >= 0 && top >= 0 && left + 1 < width && top + 1 < height) {
    a = pixels[first];
    b = pixels[first + 1];
    c = pixels[first + width];
    d = pixels[first + width + 1];
  } else {
    // What lies outside is black.
    a = isInside(left, top, width, height) ? pixels[first] : 0;
    b = isInside(left + 1, top, width, height) ? pixels[first + 1] : 0;
    c = isInside(left, top + 1, width, height) ? pixels[first + width] : 0;
    d = isInside(left + 1, top + 1, width, height) ? pixels[first + width + 1] : 0;
  }
  const one = (16 - right) * (16 - down);
  const two = right * (16 - down);
  const three = (16 - right) * down;
  const four = right * down;
  const outer =
    Math.imul(a & OUTER, one) +
    Math.imul(b & OUTER, two) +
    Math.imul(c & OUTER, three) +
    Math.imul(d & OUTER, four) +
    HALVES;
  const green =
    (a & GREEN) * one + (b & GREEN) * two + (c & GREEN) * three + (d & GREEN) * four + 0x8000;
  values[to] = (outer >>> 8) & 255;
  values[to + 1] = (green >>> 16) & 255;
  values[to + 2] = outer >>> 24;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function isInside(x, y, width, height) {
  return x >= 0 && y >= 0 && x < width && y < height;
}
