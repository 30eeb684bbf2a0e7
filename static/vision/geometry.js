/**
 * Where on a frame a network looks, and the way back from its answer; the twin of
 * inference/geometry.py.
 *
 * A window is a square in pixels of the frame around (x, y), turned by `angle` radians (clockwise
 * on the frame). It may reach beyond the frame; what is outside is black.
 * @typedef {{x: number, y: number, side: number, angle: number}} Window
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
 * The window that just holds the whole frame.
 * @param {Frame} frame
 * @returns {Window}
 */
export function wholeFrame(frame) {
  const [width, height] = sizeOf(frame);
  return { x: width / 2, y: height / 2, side: Math.max(width, height), angle: 0 };
}

/**
 * A point given as fractions of the window, in pixels of the frame.
 * @param {Window} window
 * @param {number} across
 * @param {number} down
 * @returns {[number, number]}
 */
export function toFrame(window, across, down) {
  const [dx, dy] = turned((across - 0.5) * window.side, (down - 0.5) * window.side, window.angle);
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
