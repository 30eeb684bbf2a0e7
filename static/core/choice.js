/** What the player does next in a step of the sheet. */

/**
 * @typedef {object} Choice
 * @property {string} act what the control's data-do says
 * @property {string} value the control's value
 * @property {File | null} file chosen where the control is a file input
 */

/**
 * Resolves with the first control of `step` that is used: a click on `[data-do]`, or a file chosen
 * in an `input[data-do]`. The first only: a double tap is one choice.
 *
 * @param {HTMLElement} step
 * @param {AbortSignal} signal
 * @returns {Promise<Choice>}
 */
export function choice(step, signal) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const over = new AbortController();
    /** @param {Choice} chosen */
    const settle = (chosen) => {
      over.abort();
      resolve(chosen);
    };
    const listen = { signal: over.signal };
    step.addEventListener("click", (event) => clicked(event, settle), listen);
    step.addEventListener("change", (event) => picked(event, settle), listen);
    signal.addEventListener("abort", () => (over.abort(), reject(signal.reason)), { once: true });
  });
}

/**
 * @param {Event} event
 * @param {(chosen: Choice) => void} settle
 */
function clicked(event, settle) {
  const control = event.target instanceof Element && event.target.closest("button[data-do]");
  if (control instanceof HTMLButtonElement)
    settle({ act: control.dataset.do ?? "", value: control.value, file: null });
}

/**
 * @param {Event} event
 * @param {(chosen: Choice) => void} settle
 */
function picked(event, settle) {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !input.files?.length) return;
  const file = input.files[0];
  input.value = "";
  settle({ act: input.dataset.do ?? "", value: "", file });
}
