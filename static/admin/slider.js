/** A slider's value, beside it. */

/** @param {HTMLElement} slider */
export function showValue(slider) {
  const input = slider.querySelector("input");
  const output = slider.querySelector("output");
  if (input && output) input.addEventListener("input", () => (output.value = input.value));
}
