/** The landing page: small, so that it is there at once; the play comes with the first tap. */

import { find, told } from "./dom.js";
import { reporter } from "./events.js";
import { RoundKeeper } from "./round.js";
import { share } from "./share.js";
import { Sheet } from "./sheet.js";
import { toast } from "./toast.js";

const page = told("page");
const record = reporter(page.urls.events, { release: page.release, placement: page.placement });
const sheet = new Sheet(find(document, "dialog#sheet", HTMLDialogElement));
const keeper = new RoundKeeper(page);

async function open() {
  if (sheet.dialog.open) return;
  const { begin } = await import("./flow.js");
  await begin(page, sheet, keeper);
}

async function send() {
  const { title, text, url } = page.share;
  const ended = await share({ title, text, url });
  if (ended === "shared" || ended === "copied") record("share");
  if (ended === "copied" || ended === "stuck") toast(ended);
}

for (const button of document.querySelectorAll("[data-play]"))
  button.addEventListener("click", open);
for (const button of document.querySelectorAll("[data-share]"))
  button.addEventListener("click", send);
record("view");
if (keeper.pending) open();
