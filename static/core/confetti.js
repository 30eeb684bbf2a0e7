/** Confetti: it falls once; where motion is not wanted it lies still. */

const PIECES = 110;
const LASTS = 3200;

/**
 * @param {HTMLCanvasElement} canvas laid over the page, ignoring the pointer
 */
export function celebrate(canvas) {
  const context = canvas.getContext("2d");
  if (!context) return;
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  const pieces = Array.from({ length: PIECES }, () => piece(canvas, colours()));
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return draw(context, pieces, 0.35, 1);
  const started = performance.now();
  /** @param {number} now */
  const frame = (now) => {
    const part = (now - started) / LASTS;
    draw(context, pieces, part, Math.min(1, (1 - part) * 3));
    if (part < 1) requestAnimationFrame(frame);
    else canvas.remove();
  };
  requestAnimationFrame(frame);
}

/**
 * Over all of a scene; what fell there before is swept away.
 *
 * @param {HTMLElement} scene
 */
export function celebrateIn(scene) {
  sweep(scene);
  const canvas = document.createElement("canvas");
  canvas.className = "confetti";
  canvas.ariaHidden = "true";
  scene.append(canvas);
  celebrate(canvas);
}

/** @param {HTMLElement} scene that shall be without confetti */
export function sweep(scene) {
  scene.querySelector("canvas.confetti")?.remove();
}

/** The theme's own colours. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  return ["--glow", "--accent", "--ink"].map((role) => style.getPropertyValue(role).trim());
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string[]} paints
 */
function piece({ width, height }, paints) {
  return {
    x: Math.random() * width,
    y: -Math.random() * height * 0.6,
    fall: height * (1 + Math.random() * 0.6),
    sway: 10 + Math.random() * 30,
    turn: Math.random() * 6.3,
    spin: 4 + Math.random() * 10,
    size: 5 + Math.random() * 6,
    round: Math.random() < 0.35,
    paint: paints[Math.floor(Math.random() * paints.length)],
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ReturnType<typeof piece>[]} pieces
 * @param {number} part of the fall, 0 … 1
 * @param {number} alpha
 */
function draw(context, pieces, part, alpha) {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.globalAlpha = alpha;
  for (const { x, y, fall, sway, turn, spin, size, round, paint } of pieces) {
    const angle = turn + part * spin;
    context.setTransform(1, 0, 0, 1, x + Math.sin(angle) * sway, y + fall * part);
    context.rotate(angle);
    context.scale(1, Math.cos(angle * 1.7));
    context.fillStyle = paint;
    context.beginPath();
    if (round) context.arc(0, 0, size / 2, 0, 6.3);
    else context.rect(-size / 2, -size / 3, size, size / 1.5);
    context.fill();
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
}
