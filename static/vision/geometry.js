/**
 * Where on a frame a network looks, and the way back from its answer; the twin of
 * inference/geometry.py.
 *
 * A window is a rectangle in pixels of the frame around (x, y), turned by `angle` radians (clockwise
 * on the frame). It may reach beyond the frame; what is outside is black.
 * @typedef {{x: number, y: number, width: number, height: number, angle: number}} Window
 */

/** A picture, or a camera's frame as it came. @typedef {ImageBitmap|VideoFrame} Frame */

/**
 * (width, height) in pixels as it is shown.
 * @param {Frame} frame
 * @returns {[number, number]}
 */
export function sizeOf(frame) {
  return frame instanceof ImageBitmap
    ? [frame.width, frame.height]
    : [frame.displayWidth, frame.displayHeight];
}

/**
 * @param {number} x of its middle
 * @param {number} y
 * @param {number} side
 * @param {number} angle
 * @returns {Window}
 */
export function square(x, y, side, angle) {
  return { x, y, width: side, height: side, angle };
}

/**
 * The square window that just holds the whole frame.
 * @param {Frame} frame
 */
export function wholeFrame(frame) {
  const [width, height] = sizeOf(frame);
  return square(width / 2, height / 2, Math.max(width, height), 0);
}

/**
 * A point given as fractions of the window, in pixels of the frame.
 * @param {Window} window
 * @param {number} across
 * @param {number} down
 * @returns {[number, number]}
 */
export function toFrame(window, across, down) {
  const { width, height, angle } = window;
  const [dx, dy] = turned((across - 0.5) * width, (down - 0.5) * height, angle);
  return [window.x + dx, window.y + dy];
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} angle clockwise, y running down
 * @returns {[number, number]}
 */
export function turned(x, y, angle) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [x * cos - y * sin, x * sin + y * cos];
}

/**
 * Points of a frame that is so many times as wide and as high, depths as the widths.
 * @param {Float32Array} points rows of (x, y, z, …); what follows is no place
 * @param {number} row how long
 * @param {number} across
 * @param {number} down
 */
export function rescaled(points, row, across, down) {
  const times = [across, down, across];
  return points.map((value, at) => value * (times[at % row] ?? 1));
}
