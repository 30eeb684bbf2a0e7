/**
 * The sketch of the scene: figures stand where their sliders say, and can be dragged.
 *
 * Percent of the scene: x is the figure's middle from the left, bottom its feet from the top.
 */

// The silhouette is seven heads tall.
const HEADS = 7;

/** @param {HTMLElement} panel `data-scene` names the setting that holds the backdrop */
export function placeFigures(panel) {
  const scene = /** @type {HTMLElement} */ (panel.querySelector(".scene"));
  const figures = /** @type {HTMLElement[]} */ ([...panel.querySelectorAll("[data-figure]")]);
  const draw = () => {
    show(panel.querySelector("[data-backdrop]"), picture(panel.dataset.scene));
    figures.forEach(stand);
  };
  for (const figure of figures) drag(figure, scene, draw);
  panel.closest("form")?.addEventListener("input", draw);
  panel.closest("form")?.addEventListener("change", draw);
  draw();
}

/** @param {HTMLElement} figure */
function stand(figure) {
  const head = Number(slider(figure, "head")?.value ?? 0);
  const height = head > 0 ? head * HEADS : value(figure, "height");
  const [x, bottom] = [value(figure, "x"), value(figure, "bottom")];
  figure.style.left = `${x}%`;
  figure.style.top = `${bottom - height}%`;
  figure.style.height = `${height}%`;
  if (figure.dataset.picture) {
    const url = picture(figure.dataset.picture);
    show(figure.querySelector("img"), url);
    figure.hidden = url === "";
  }
}

/**
 * @param {HTMLElement} figure
 * @param {HTMLElement} scene
 * @param {() => void} draw
 */
function drag(figure, scene, draw) {
  figure.addEventListener("pointerdown", (event) => {
    const box = scene.getBoundingClientRect();
    const start = { x: value(figure, "x"), bottom: value(figure, "bottom") };
    figure.setPointerCapture(event.pointerId);
    /** @param {PointerEvent} moved */
    const move = (moved) => {
      set(figure, "x", start.x + ((moved.clientX - event.clientX) / box.width) * 100);
      set(figure, "bottom", start.bottom + ((moved.clientY - event.clientY) / box.height) * 100);
      draw();
    };
    figure.addEventListener("pointermove", move);
    figure.addEventListener("lostpointercapture", () => figure.removeEventListener("pointermove", move), {
      once: true,
    });
    event.preventDefault();
  });
}

/**
 * @param {HTMLElement} figure
 * @param {string} part
 */
function slider(figure, part) {
  const found = document.querySelector(`input[name="${figure.dataset.figure}_${part}"]`);
  return found instanceof HTMLInputElement ? found : null;
}

/**
 * @param {HTMLElement} figure
 * @param {string} part
 */
function value(figure, part) {
  return Number(slider(figure, part)?.value ?? 0);
}

/**
 * @param {HTMLElement} figure
 * @param {string} part
 * @param {number} percent
 */
function set(figure, part, percent) {
  const input = slider(figure, part);
  if (!input) return;
  input.value = String(Math.round(percent));
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * The address of the picture that a setting holds now, or nothing.
 * @param {string | undefined} name
 */
function picture(name) {
  const chosen = document.querySelector(`input[name="${name}"]:checked`);
  return chosen?.closest(".card")?.querySelector("img")?.getAttribute("src") ?? "";
}

/**
 * @param {Element | null} image
 * @param {string} url
 */
function show(image, url) {
  if (!(image instanceof HTMLImageElement)) return;
  image.hidden = url === "";
  if (url && image.getAttribute("src") !== url) image.src = url;
}
