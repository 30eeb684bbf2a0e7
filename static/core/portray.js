/** The player's shot, shown again in the steps that speak of it. */

/**
 * Show the shot in a step's [data-shot] picture, where it has one. The address is given back once
 * it is drawn.
 *
 * @param {HTMLElement} step
 * @param {{photo: Blob | null, figure: number | null}} shot
 */
export function portray(step, { photo, figure }) {
  const image = step.querySelector("[data-shot]");
  if (!(image instanceof HTMLImageElement)) return;
  const url = photo ? URL.createObjectURL(photo) : figureUrl(figure);
  image.hidden = !url;
  image.onload = () => photo && URL.revokeObjectURL(url);
  image.onerror = () => (image.hidden = true);
  image.src = url;
}

/** @param {number | null} figure */
function figureUrl(figure) {
  const drawn = document.querySelector(`button[data-do="figure"][value="${figure}"] img`);
  return drawn instanceof HTMLImageElement ? drawn.src : "";
}
