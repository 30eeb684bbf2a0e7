/** A button that copies `data-copy` and says `data-done` for a moment. */

const MOMENT = 1600;

/** @param {HTMLElement} button */
export function copyOnClick(button) {
  const words = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    button.textContent = button.dataset.done ?? words;
    setTimeout(() => (button.textContent = words), MOMENT);
  });
}
