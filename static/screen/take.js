/**
 * The phone that scanned the screen presses the button by itself, once somebody really sees the
 * page: neither a prerendered page nor one that a messenger looks at takes the picture.
 */

import { find } from "../core/dom.js";
import { pause } from "../core/patience.js";

const LOOK = 700;

const form = find(document, "form[data-take]", HTMLFormElement);

function seen() {
  return new Promise((resolve) => {
    const look = () => document.visibilityState === "visible" && resolve(undefined);
    document.addEventListener("visibilitychange", look);
    look();
  });
}

form.addEventListener("submit", (event) => {
  if ("sent" in form.dataset) event.preventDefault();
  form.dataset.sent = "";
});
await seen();
await pause(LOOK);
if (!("sent" in form.dataset)) form.requestSubmit();
