/** The landing page: small, so that it is there at once; the play comes with the first tap. */

import { reporter } from "./events.js";
import { toast } from "./toast.js";

const page = JSON.parse(document.getElementById("page")?.textContent ?? "{}");
const record = reporter(page.urls.events, { release: page.release, placement: page.placement });
let opening = false;
let failed = false;

/**
 * A module that comes when it is wanted, over a network that may be away just then.
 *
 * Some browsers remember that a module failed for as long as the page is open. So if it fails
 * again although the server answers, the page is loaded again: a round goes on where it was.
 *
 * @template T
 * @param {() => Promise<T>} load a dynamic import
 * @returns {Promise<T | null>} null: out of reach, worth another try
 */
async function late(load) {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (failed && (await reached())) location.reload();
    failed = true;
    return null;
  }
}

async function reached() {
  const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
  return Boolean(answer?.ok);
}

async function open() {
  if (opening) return;
  opening = true;
  try {
    const flow = await late(() => import("./flow.js"));
    if (!flow || !(await flow.begin(page, late))) toast("away");
  } finally {
    opening = false;
  }
}

async function send() {
  const module = await late(() => import("./share.js"));
  if (!module) return toast("away");
  const ended = await module.share(page.share);
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
