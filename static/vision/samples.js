/**
 * A window of a camera's frame as numbers, past any canvas: only the part that is seen leaves the
 * frame, which is many times quicker than drawing the frame.
 */

import { turned } from "./geometry.js";

/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Window} Window */
/** @typedef {{x: number, y: number, width: number, height: number}} Part */

// Colours lie two by two in a camera's frame: parts start and end between them.
const GRAIN = 2;
const MARGIN = 2;

export class Samples {
  constructor() {
    this.buffer = new Uint8Array(0);
    // Older browsers copy a frame as it is stored only.
    this.works = typeof VideoFrame === "function";
  }

  /**
   * Fills `values` (side × side × 3) with what the window shows, 0 … 255, black outside the frame.
   * False, nothing done, where the browser or the frame does not allow it.
   * @param {Frame} frame
   * @param {Window} window
   * @param {number} side
   * @param {Float32Array} values
   */
  async take(frame, window, side, values) {
    // What shrinks a lot wants smoothing, which a canvas does.
    if (!this.works || !isPlain(frame) || window.side > 2 * side) {
      return false;
    }
    const part = partOf(window, frame.displayWidth, frame.displayHeight);
    if (part.width <= 0 || part.height <= 0) {
      values.fill(0);
      return true;
    }
    try {
      await frame.copyTo(this.#room(4 * part.width * part.height), { rect: part, format: "RGBA" });
    } catch {
      this.works = false;
      return false;
    }
    warp(this.buffer, part, window, side, values);
    return true;
  }

  /** @param {number} bytes */
  #room(bytes) {
    if (this.buffer.length < bytes) {
      this.buffer = new Uint8Array(bytes);
    }
    return this.buffer;
  }
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
    seen?.x === 0 &&
    seen.y === 0 &&
    seen.width === frame.displayWidth &&
    seen.height === frame.displayHeight
  );
}

/**
 * The part of the frame that the window can see.
 * @param {Window} window
 * @param {number} width
 * @param {number} height
 * @returns {Part}
 */
function partOf({ x, y, side, angle }, width, height) {
  const reach = ((Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle))) * side) / 2 + MARGIN;
  const [left, right] = [grained(x - reach, width), grained(x + reach + GRAIN, width)];
  const [top, bottom] = [grained(y - reach, height), grained(y + reach + GRAIN, height)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * @param {number} at
 * @param {number} most
 */
function grained(at, most) {
  return Math.floor(Math.min(Math.max(at, 0), most) / GRAIN) * GRAIN;
}

/**
 * @param {Uint8Array} pixels RGBA of the part
 * @param {Part} part
 * @param {Window} window
 * @param {number} side
 * @param {Float32Array} values
 */
function warp(pixels, part, window, side, values) {
  // Pixel centres lie at halves; the frame's axes as one pixel of the crop goes across and down.
  const step = window.side / side;
  const [acrossX, acrossY] = turned(step, 0, window.angle);
  const [cornerX, cornerY] = turned(((1 - side) / 2) * step, ((1 - side) / 2) * step, window.angle);
  const [startX, startY] = [window.x + cornerX - 0.5 - part.x, window.y + cornerY - 0.5 - part.y];
  for (let row = 0, to = 0; row < side; row += 1) {
    let [x, y] = [startX - row * acrossY, startY + row * acrossX];
    for (let column = 0; column < side; column += 1, to += 3) {
      blend(pixels, part, x, y, values, to);
      x += acrossX;
      y += acrossY;
    }
  }
}

/**
 * One pixel between four.
 * @param {Uint8Array} pixels
 * @param {Part} part
 * @param {number} x
 * @param {number} y
 * @param {Float32Array} values
 * @param {number} to
 */
function blend(pixels, { width, height }, x, y, values, to) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < -1 || top < -1 || left >= width || top >= height) {
    values[to] = values[to + 1] = values[to + 2] = 0;
    return;
  }
  const [right, down] = [x - left, y - top];
  // What lies outside is black: it weighs nothing, and the place read instead does not matter.
  const [isLeft, isRight] = [left >= 0 ? 1 - right : 0, left + 1 < width ? right : 0];
  const [isTop, isDown] = [top >= 0 ? 1 - down : 0, top + 1 < height ? down : 0];
  const [x0, x1] = [4 * Math.max(left, 0), 4 * Math.min(left + 1, width - 1)];
  const y0 = 4 * width * Math.max(top, 0);
  const y1 = 4 * width * Math.min(top + 1, height - 1);
  for (let channel = 0; channel < 3; channel += 1) {
    values[to + channel] =
      isTop * (isLeft * pixels[y0 + x0 + channel] + isRight * pixels[y0 + x1 + channel]) +
      isDown * (isLeft * pixels[y1 + x0 + channel] + isRight * pixels[y1 + x1 + channel]);
  }
}
