/** The landing page: small, so that it is there at once; the play comes with the first tap. */

import { reporter } from "./events.js";

const page = JSON.parse(document.getElementById("page")?.textContent ?? "{}");
const record = reporter(page.urls.events, { release: page.release, placement: page.placement });
let opening = false;

async function open() {
  if (opening) return;
  opening = true;
  try {
    const { begin } = await import("./flow.js");
    await begin(page);
  } finally {
    opening = false;
  }
}

async function send() {
  const [{ share }, { toast }] = await Promise.all([import("./share.js"), import("./toast.js")]);
  const ended = await share(page.share);
  if (ended === "shared" || ended === "copied") record("share");
  if (ended === "copied" || ended === "stuck") toast(ended);
}

for (const button of document.querySelectorAll("[data-play]"))
  button.addEventListener("click", open);
for (const button of document.querySelectorAll("[data-share]"))
  button.addEventListener("click", send);
record("view");
// Loaded again in mid-play: it goes on where it was.
if (history.state?.sheet) open();
