/** What a window shows, as the pixels that a network takes. */

/** @typedef {import("./geometry.js").Frame} Frame */
/** @typedef {import("./geometry.js").Window} Window */

export class Crops {
  /** @param {[number, number]} size (height, width) of the crop */
  constructor([height, width]) {
    this.height = height;
    this.width = width;
    const canvas = new OffscreenCanvas(width, height);
    // Without alpha what nothing is drawn on is black. Read in every frame: no use for a GPU.
    const brush = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    if (!brush) {
      throw new Error("no canvas in a worker");
    }
    this.brush = brush;
  }

  /**
   * RGBA of the crop, row by row.
   * @param {Frame} frame
   * @param {Window} window
   */
  look(frame, window) {
    const { brush, width, height } = this;
    const [across, down] = [width / window.width, height / window.height];
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.clearRect(0, 0, width, height);
    // Halves the picture first where it shrinks a lot, as the Python side does.
    brush.imageSmoothingQuality = Math.min(across, down) > 0.5 ? "low" : "medium";
    brush.translate(width / 2, height / 2);
    brush.scale(across, down);
    brush.rotate(-window.angle);
    brush.drawImage(frame, -window.x, -window.y);
    return brush.getImageData(0, 0, width, height).data;
  }
}
