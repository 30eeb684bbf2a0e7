/** Shows only the fields that the chosen kind has: `data-for` lists the kinds of each. */

/** @param {HTMLElement} form `data-kinds` names the radio buttons */
export function switchKinds(form) {
  const update = () => {
    const chosen = form.querySelector(`[name="${form.dataset.kinds}"]:checked`);
    const kind = chosen instanceof HTMLInputElement ? chosen.value : "";
    for (const part of form.querySelectorAll("[data-for]")) {
      if (!(part instanceof HTMLElement)) continue;
      part.hidden = !(part.dataset.for ?? "").split(" ").includes(kind);
    }
  };
  form.addEventListener("change", update);
  update();
}
