/** What is drawn over the court: what falls, what catches, and what came of it. */

/** @typedef {{x: number, y: number}} Place as the rules measure the court */
/** @typedef {{kind: number, x: number, y: number, number: number}} Falling */
/** @typedef {{x: number, y: number, points: number, good: boolean, at: number}} Pop */

const POP = 800;
const SPARKS = 9;
const FINEST = 2;
// Of a thing's picture and of a basket's, in parts of what the rules measure.
const PICTURE = 1.3;
const BASKET = 2.1;

export class Field {
  /** @type {Pop[]} */
  #pops = [];

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {{wide: number, radius: number, reach: number, images: HTMLImageElement[],
   *   basket: HTMLImageElement}} court measures of the rules; images: of each kind
   */
  constructor(canvas, court) {
    this.canvas = canvas;
    this.court = court;
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const style = getComputedStyle(canvas);
    const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    this.colours = [colour("--glow"), colour("--accent")];
    this.font = style.fontFamily;
  }

  /**
   * @param {{x: number, y: number, points: number, good: boolean}} told
   * @param {number} at
   */
  pop({ x, y, points, good }, at) {
    this.#pops.push({ x, y, points, good, at });
  }

  /**
   * @param {number} now
   * @param {Falling[]} falling
   * @param {{by: "camera" | "touch", places: (Place | null)[], players: number}} catching
   */
  draw(now, falling, catching) {
    const pen = this.#ready();
    if (!pen) return;
    for (const thing of falling) this.#thing(pen, thing, now);
    const each = catching.places.length / catching.players;
    catching.places.forEach((place, track) => {
      if (!place) return;
      const player = Math.floor(track / each);
      if (catching.by === "touch") this.#basket(pen, place, player, catching.players);
      else this.#ring(pen, place, player);
    });
    this.#pops = this.#pops.filter(({ at }) => now - at < POP);
    for (const pop of this.#pops) this.#burst(pen, pop, (now - pop.at) / POP);
  }

  /** A clean canvas of the court's size, measured as the rules do. */
  #ready() {
    const { canvas } = this;
    const fine = Math.min(devicePixelRatio || 1, FINEST);
    const width = Math.round(canvas.clientWidth * fine);
    const height = Math.round(canvas.clientHeight * fine);
    const isSame = canvas.width === width && canvas.height === height;
    if (!isSame) Object.assign(canvas, { width, height });
    const pen = canvas.getContext("2d");
    if (!pen || !width) return null;
    const scale = width / this.court.wide;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    return pen;
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Falling} thing
   * @param {number} now
   */
  #thing(pen, { kind, x, y, number }, now) {
    const image = this.court.images[kind];
    const swing = this.still ? 0 : Math.sin(now / 260 + number * 1.7) * 0.28;
    pen.save();
    pen.translate(x, y);
    pen.rotate(swing);
    picture(pen, image, this.court.radius * 2 * PICTURE);
    pen.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Place} place
   * @param {number} player
   * @param {number} players
   */
  #basket(pen, { x, y }, player, players) {
    const { radius, basket } = this.court;
    pen.save();
    pen.translate(x, y + radius * 0.5);
    if (players > 1) {
      pen.fillStyle = this.colours[player];
      pen.beginPath();
      pen.ellipse(0, radius * 1.25, radius * 2, radius * 0.36, 0, 0, 2 * Math.PI);
      pen.fill();
    }
    picture(pen, basket, radius * 2 * BASKET);
    pen.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Place} place
   * @param {number} player
   */
  #ring(pen, { x, y }, player) {
    const size = this.court.reach - this.court.radius * 0.6;
    const colour = this.colours[player];
    pen.save();
    pen.translate(x, y);
    pen.globalAlpha = 0.3;
    pen.fillStyle = colour;
    circle(pen, size);
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = 44;
    pen.strokeStyle = "rgb(20 14 30 / 55%)";
    circle(pen, size);
    pen.stroke();
    pen.lineWidth = 26;
    pen.strokeStyle = colour;
    circle(pen, size);
    pen.stroke();
    pen.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Pop} pop
   * @param {number} part of its time that has passed
   */
  #burst(pen, { x, y, points, good }, part) {
    const colour = good ? this.colours[0] : "#ff4d4d";
    pen.save();
    pen.translate(x, y);
    pen.globalAlpha = 1 - part ** 2;
    if (!this.still) {
      pen.strokeStyle = colour;
      pen.lineWidth = 30 * (1 - part);
      circle(pen, 180 + 420 * part);
      pen.stroke();
      pen.fillStyle = colour;
      for (let spark = 0; spark < SPARKS; spark += 1) {
        const way = (spark * 2 * Math.PI) / SPARKS + points;
        const far = 160 + 620 * part * (0.6 + (spark % 3) / 4);
        pen.beginPath();
        pen.arc(Math.cos(way) * far, Math.sin(way) * far, 40 * (1 - part), 0, 2 * Math.PI);
        pen.fill();
      }
    }
    const rise = this.still ? 0 : 380 * part;
    pen.font = `900 300px ${this.font}`;
    pen.textAlign = "center";
    pen.lineJoin = "round";
    pen.lineWidth = 56;
    pen.strokeStyle = "#1a1320";
    pen.fillStyle = good ? "#fff" : "#ff8a8a";
    const words = points > 0 ? `+${points}` : `${points}`;
    pen.strokeText(words, 0, -rise);
    pen.fillText(words, 0, -rise);
    pen.restore();
  }
}

/**
 * A picture around the origin, its longer side so long.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {HTMLImageElement} image
 * @param {number} side
 */
function picture(pen, image, side) {
  const { naturalWidth, naturalHeight } = image;
  if (!naturalWidth) return;
  const scale = side / Math.max(naturalWidth, naturalHeight);
  const width = naturalWidth * scale;
  const height = naturalHeight * scale;
  pen.drawImage(image, -width / 2, -height / 2, width, height);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} radius
 */
function circle(pen, radius) {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
}
