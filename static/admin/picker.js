/** Upload in place: the picture goes to the brand's shelf and is chosen at once. */

/** @param {HTMLElement} picker */
export function uploadInPlace(picker) {
  const file = picker.querySelector('input[type="file"]');
  if (!(file instanceof HTMLInputElement)) return;
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    say(picker, "");
    picker.setAttribute("aria-busy", "true");
    try {
      const answer = await send(file, chosen);
      if (answer.error) say(picker, answer.error);
      else choose(picker, answer);
    } catch {
      say(picker, picker.dataset.failed ?? "");
    }
    picker.removeAttribute("aria-busy");
    file.value = "";
  });
}

/**
 * @param {HTMLInputElement} file
 * @param {File} chosen
 * @returns {Promise<{id: number, name: string, url: string, error?: string}>}
 */
async function send(file, chosen) {
  const body = new FormData();
  body.set("picture", chosen);
  body.set("kind", file.dataset.kind ?? "");
  const token = document.querySelector('input[name="csrfmiddlewaretoken"]');
  const headers = { "X-CSRFToken": token instanceof HTMLInputElement ? token.value : "" };
  const response = await fetch(file.dataset.url ?? "", { method: "POST", body, headers });
  return response.json();
}

/**
 * @param {HTMLElement} picker
 * @param {{id: number, name: string, url: string}} card
 */
function choose(picker, card) {
  const radio = existing(picker, card.id) ?? added(picker, card);
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  radio.focus();
}

/**
 * @param {HTMLElement} picker
 * @param {number} id
 */
function existing(picker, id) {
  const found = picker.querySelector(`input[type="radio"][value="${id}"]`);
  return found instanceof HTMLInputElement ? found : null;
}

/**
 * @param {HTMLElement} picker
 * @param {{id: number, name: string, url: string}} card
 */
function added(picker, card) {
  const template = /** @type {HTMLTemplateElement} */ (picker.querySelector("template"));
  const label = /** @type {HTMLElement} */ (
    /** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild
  );
  const radio = /** @type {HTMLInputElement} */ (label.querySelector("input"));
  radio.value = String(card.id);
  /** @type {HTMLImageElement | HTMLVideoElement} */ (label.querySelector("img, video")).src =
    card.url;
  /** @type {HTMLElement} */ (label.querySelector("span")).textContent = card.name;
  template.before(label);
  return radio;
}

/**
 * @param {HTMLElement} picker
 * @param {string} words
 */
function say(picker, words) {
  const place = picker.querySelector('[role="alert"]');
  if (!(place instanceof HTMLElement)) return;
  place.textContent = words;
  place.hidden = words === "";
}
