/** Colours while they are chosen: the server works out the rest, the preview wears them at once. */

const ROLES = ["paper", "ink", "accent", "glow"];
const PAUSE = 120;

/**
 * @typedef {{colours: Record<string, string>, warnings: string[], contrast: Record<string, string>}} Palette
 */

/** @param {HTMLElement} panel `data-palette` is the address that answers with a Palette */
export function livePalette(panel) {
  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void refresh(panel), PAUSE);
  };
  panel.addEventListener("input", later);
  panel.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const preset = target?.closest("[data-preset]");
    if (!(preset instanceof HTMLElement)) return;
    for (const role of ROLES) input(panel, role).value = preset.dataset[role] ?? "";
    later();
  });
  frame()?.addEventListener("load", () => void refresh(panel));
  void refresh(panel);
}

/** @param {HTMLElement} panel */
async function refresh(panel) {
  const query = new URLSearchParams(ROLES.map((role) => [role, input(panel, role).value]));
  const response = await fetch(`${panel.dataset.palette}?${query}`);
  if (!response.ok) return;
  /** @type {Palette} */
  const palette = await response.json();
  wear(palette.colours);
  tell(panel, palette);
}

/** @param {Record<string, string>} colours */
function wear(colours) {
  const root = frame()?.contentDocument?.documentElement;
  for (const [role, colour] of Object.entries(colours)) root?.style.setProperty(`--${role}`, colour);
}

/**
 * @param {HTMLElement} panel
 * @param {Palette} palette
 */
function tell(panel, palette) {
  for (const place of panel.querySelectorAll("[data-contrast]")) {
    if (place instanceof HTMLElement) {
      place.textContent = palette.contrast[place.dataset.contrast ?? ""] ?? "";
    }
  }
  const list = panel.querySelector("[data-warnings]");
  if (!(list instanceof HTMLElement)) return;
  list.hidden = palette.warnings.length === 0;
  list.replaceChildren(
    ...palette.warnings.map((words) => {
      const item = document.createElement("li");
      item.className = "warning";
      item.textContent = words;
      return item;
    }),
  );
}

/**
 * @param {HTMLElement} panel
 * @param {string} role
 */
function input(panel, role) {
  return /** @type {HTMLInputElement} */ (panel.querySelector(`input[name="${role}"]`));
}

function frame() {
  const found = document.getElementById("preview");
  return found instanceof HTMLIFrameElement ? found : null;
}
