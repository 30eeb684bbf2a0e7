/** The builder's page: each part wakes up where the page has something for it. */

import { copyOnClick } from "./copy.js";
import { switchKinds } from "./kinds.js";
import { livePalette } from "./palette.js";
import { uploadInPlace } from "./picker.js";
import { placeFigures } from "./placing.js";
import { showValue } from "./slider.js";

wake("[data-copy]", copyOnClick);
wake("[data-kinds]", switchKinds);
wake("[data-palette]", livePalette);
wake("[data-picker]", uploadInPlace);
wake("[data-stage]", placeFigures);
wake("[data-slider]", showValue);

/**
 * @param {string} selector
 * @param {(element: HTMLElement) => void} part
 */
function wake(selector, part) {
  for (const element of document.querySelectorAll(selector)) {
    if (element instanceof HTMLElement) part(element);
  }
}
