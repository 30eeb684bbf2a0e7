/** The player's shot, shown again in the steps that speak of it. */

/**
 * Show the shot in a step's [data-shot] picture, where it has one. The address is given back once
 * it is drawn.
 *
 * @param {HTMLElement} step
 * @param {{photo: Blob | null, figure: number | null, preview?: Blob | null}} shot
 */
export function portray(step, { photo, figure, preview }) {
  const image = step.querySelector("[data-shot]");
  if (!(image instanceof HTMLImageElement)) return;
  const shown = preview ?? photo;
  const url = shown ? URL.createObjectURL(shown) : figureUrl(figure);
  image.hidden = !url;
  image.onload = () => shown && URL.revokeObjectURL(url);
  image.onerror = () => (image.hidden = true);
  image.src = url;
}

/** @param {number | null} figure */
function figureUrl(figure) {
  const drawn = document.querySelector(`button[data-do="figure"][value="${figure}"] img`);
  return drawn instanceof HTMLImageElement ? drawn.src : "";
}
