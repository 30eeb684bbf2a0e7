/** The picture that is seen: scene, player and foreground on one canvas, gently moving. */

/**
 * @typedef {object} Backdrop one of the operator's scenes, once it is loaded
 * @property {HTMLImageElement} scene
 * @property {HTMLImageElement | null} front stands before the player
 * @property {HTMLVideoElement | null} film plays in the scene's place, once there is enough of it
 *
 * @typedef {{x: number, y: number, height: number}} Place bottom centre and height, in parts of the
 *   scene
 */

// As wide as the canvas is at most: a phone shows no more, and a clip stays small.
const WIDEST = 720;
const FADE = 320;
// How far the scene sways, in parts of its size, and for how long one way and back takes.
const SWAY = 0.012;
const SWING = 9000;
const CALM = 500;

export class Studio {
  /** @type {Backdrop | null} */
  #now = null;
  /** @type {Backdrop | null} the one that is fading out */
  #before = null;
  #since = 0;
  #calmSince = 0;
  #moving = true;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {boolean} motion whether the scenes may move
   */
  constructor(canvas, motion) {
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("this browser cannot draw");
    this.canvas = canvas;
    this.context = context;
    this.films = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.motion = motion && this.films;
    /** Burnt into the picture's corner, where it is not empty. */
    this.mark = "";
  }

  /** Width by height of the scene. */
  get shape() {
    return this.canvas.width / this.canvas.height;
  }

  /** @param {Backdrop} backdrop */
  show(backdrop) {
    const { naturalWidth, naturalHeight } = backdrop.scene;
    const width = even(Math.min(naturalWidth, WIDEST));
    const height = even((width * naturalHeight) / naturalWidth);
    const isSame = this.canvas.width === width && this.canvas.height === height;
    if (this.#now !== backdrop) this.close();
    this.#before = isSame && this.motion ? this.#now : null;
    if (!isSame) Object.assign(this.canvas, { width, height });
    this.#now = backdrop;
    this.#since = performance.now();
    // A browser that saves power or data says no: then the picture stays.
    if (this.films) backdrop.film?.play().catch(() => undefined);
  }

  /** Whether anything moves but the player. */
  get lively() {
    return this.motion || (this.films && Boolean(this.#now?.film));
  }

  /** No film goes on where nobody sees it. */
  close() {
    this.#now?.film?.pause();
  }

  /**
   * Whether the scene moves; it comes to rest softly, for a picture.
   *
   * @param {boolean} yes
   */
  move(yes) {
    if (yes !== this.#moving) this.#calmSince = performance.now();
    this.#moving = yes;
  }

  /**
   * Draw everything, with the player before the scene.
   *
   * @param {(context: CanvasRenderingContext2D) => void} [player]
   * @param {boolean} [still] at rest at once
   */
  draw(player, still = false) {
    if (!this.#now) return;
    const now = performance.now();
    const moving = still ? 0 : this.#liveliness(now);
    const sway = this.#sway(now, this.motion ? moving : 0);
    const fading = this.#before && !still ? Math.max(0, 1 - (now - this.#since) / FADE) : 0;
    if (!fading) this.#before = null;
    this.#scene(this.#now, sway, 1, moving);
    if (this.#before) this.#scene(this.#before, sway, fading, moving);
    player?.(this.context);
    const before = { by: -1.6 * sway.by, size: 1.6 * sway.size };
    if (this.#now.front) this.#layer(this.#now.front, before, 1 - fading);
    if (this.#before?.front) this.#layer(this.#before.front, before, fading);
    if (this.mark) this.#write(this.mark);
  }

  /**
   * How the player is drawn: a cut-out of the camera's picture, as in a mirror.
   *
   * @param {HTMLCanvasElement} cutout of the canvas's own shape
   * @returns {(context: CanvasRenderingContext2D) => void}
   */
  mirrored(cutout) {
    const { width, height } = this.canvas;
    return (context) => {
      context.setTransform(-1, 0, 0, 1, width, 0);
      context.drawImage(cutout, 0, 0, width, height);
      context.setTransform(1, 0, 0, 1, 0, 0);
    };
  }

  /**
   * @param {HTMLImageElement} figure drawn, with nothing around it
   * @param {Place} place
   * @returns {(context: CanvasRenderingContext2D) => void}
   */
  standing(figure, place) {
    const height = place.height * this.canvas.height;
    const width = (height * figure.naturalWidth) / figure.naturalHeight;
    const left = place.x * this.canvas.width - width / 2;
    const top = place.y * this.canvas.height - height;
    return (context) => context.drawImage(figure, left, top, width, height);
  }

  /**
   * 0 (at rest) … 1.
   *
   * @param {number} now
   */
  #liveliness(now) {
    const eased = Math.min(1, (now - this.#calmSince) / CALM);
    return this.#moving ? eased : 1 - eased;
  }

  /**
   * @param {number} now
   * @param {number} much 0 … 1
   */
  #sway(now, much) {
    return { by: much * SWAY * Math.sin((now / SWING) * 2 * Math.PI), size: much * 2 * SWAY };
  }

  /**
   * @param {Backdrop} backdrop
   * @param {{by: number, size: number}} sway
   * @param {number} alpha
   * @param {number} moving how much of the film is seen, 0 … 1: the picture is made without it
   */
  #scene({ scene, film }, sway, alpha, moving) {
    const plays = this.films && film && film.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    if (!plays || moving < 1) this.#layer(scene, sway, alpha);
    if (plays && moving) this.#cover(film, alpha * moving);
  }

  /**
   * As large as fills the canvas, its middle in the middle.
   *
   * @param {HTMLVideoElement} film
   * @param {number} alpha
   */
  #cover(film, alpha) {
    const { width, height } = this.canvas;
    const scale = Math.max(width / film.videoWidth, height / film.videoHeight);
    const across = film.videoWidth * scale;
    const down = film.videoHeight * scale;
    this.context.globalAlpha = alpha;
    this.context.drawImage(film, (width - across) / 2, (height - down) / 2, across, down);
    this.context.globalAlpha = 1;
  }

  /**
   * @param {HTMLImageElement} image
   * @param {{by: number, size: number}} sway
   * @param {number} alpha
   */
  #layer(image, { by, size }, alpha) {
    const { width, height } = this.canvas;
    const left = (by - size / 2) * width;
    this.context.globalAlpha = alpha;
    this.context.drawImage(image, left, -size * height, width * (1 + size), height * (1 + size));
    this.context.globalAlpha = 1;
  }

  /** @param {string} words */
  #write(words) {
    const { context, canvas } = this;
    const size = Math.round(canvas.height * 0.021);
    context.font = `600 ${size}px sans-serif`;
    const pad = size * 0.7;
    const wide = context.measureText(words).width + 2 * pad;
    const top = canvas.height - size * 2.8;
    context.fillStyle = "rgb(22 19 31 / 86%)";
    context.beginPath();
    context.roundRect(size, top, wide, size * 1.8, size * 0.9);
    context.fill();
    context.fillStyle = "#fff3df";
    context.textBaseline = "middle";
    context.fillText(words, size + pad, top + size * 0.95);
  }
}

/** @param {number} length */
const even = (length) => 2 * Math.round(length / 2);
