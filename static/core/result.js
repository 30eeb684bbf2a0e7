/** The result page: save, share, copy the code, take the picture back. */

import { ask, post } from "./api.js";
import { celebrate } from "./confetti.js";
import { find, told } from "./dom.js";
import { reporter } from "./events.js";
import { forgetLast, keepLast, lastPhoto, offerLast } from "./lastphoto.js";
import { drawer } from "./memory.js";
import { shrinkFile } from "./picture.js";
import { poll } from "./poll.js";
import { fits } from "./proof.js";
import { arrived, fingerprint } from "./round.js";
import { copy, share } from "./share.js";
import { toast } from "./toast.js";

const page = told("page");
arrived(page.release, page.round);
const record = reporter(page.urls.events, { release: page.release, placement: page.placement });

/** @returns {Promise<File[]>} the picture, where it can be had */
async function picture() {
  const image = document.querySelector("[data-picture]");
  if (!(image instanceof HTMLImageElement)) return [];
  const answer = await fetch(image.src).catch(() => null);
  return answer?.ok ? [new File([await answer.blob()], "marquee.jpg", { type: "image/jpeg" })] : [];
}

async function send() {
  const { title, text, url } = page.share;
  const ended = await share({ title, text, url, files: await picture() });
  if (ended === "shared" || ended === "copied") record("share");
  if (ended === "copied" || ended === "stuck") toast(ended);
}

/** @param {Event} event */
async function copyCode({ currentTarget }) {
  const code = currentTarget instanceof HTMLElement ? (currentTarget.dataset.copy ?? "") : "";
  toast((await copy(code)) ? "copied-code" : "stuck");
}

/** @param {Event} event */
async function erase(event) {
  event.preventDefault();
  const dialog = find(document, "dialog#erase", HTMLDialogElement);
  dialog.toggleAttribute("data-busy", true);
  try {
    await post(page.urls.erase, {});
    forgetLast(page.brand);
    history.scrollRestoration = "manual";
    location.reload();
  } catch {
    dialog.close();
    dialog.removeAttribute("data-busy");
    toast("not-erased");
  }
}

/**
 * @param {string} selector
 * @param {(event: Event) => void} deed
 */
function on(selector, deed) {
  for (const element of document.querySelectorAll(selector)) element.addEventListener("click", deed);
}

/** The first look at a picture is celebrated and counted; a reload is not another one. */
function welcome() {
  const seen = drawer(localStorage, `marquee-seen-${page.round}`);
  if (seen.get()) return;
  seen.put(true);
  record("result");
  navigator.vibrate?.([20, 60, 20]);
  const canvas = document.querySelector("canvas[data-confetti]");
  if (canvas instanceof HTMLCanvasElement) celebrate(canvas);
}

/**
 * The seed of a duel, and whether it is the one whose fingerprint was told at the start.
 *
 * @param {HTMLDetailsElement} details
 */
async function prove(details) {
  const proof = await ask(page.urls.seed).catch(() => null);
  if (!proof) return toast("away");
  const told = fingerprint(page.round).get();
  find(details, "[data-told]", HTMLElement).textContent = told ?? proof.seed_hash;
  find(details, "[data-seed]", HTMLElement).textContent = proof.seed;
  const checked = told && crypto.subtle ? await fits(proof, told) : null;
  const word = checked === null ? "unknown" : checked ? "fits" : "differs";
  find(details, `[data-word="${word}"]`, HTMLElement).hidden = false;
}

/**
 * To where this very picture can be painted: it goes along as the photo from before.
 *
 * @param {Event} event
 */
async function carry(event) {
  const link = event.currentTarget;
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  for (const file of await picture())
    await keepLast({ brand: page.brand, hours: page.hours }, await shrinkFile(file));
  location.assign(link.href);
}

/** The page was opened before its picture was there. */
async function arrive() {
  await poll(page.urls.status);
  location.reload();
}

offerLast(document, lastPhoto({ brand: page.brand, hours: 0 }) !== null);
on("[data-share]", send);
on("[data-paint]", carry);
on("[data-save]", () => record("save"));
on("[data-copy]", copyCode);
on("[data-erase]", () => find(document, "dialog#erase", HTMLDialogElement).showModal());
on("[data-keep]", () => find(document, "dialog#erase", HTMLDialogElement).close());
on("[data-erase-now]", erase);
for (const details of document.querySelectorAll("details[data-fair]"))
  details.addEventListener(
    "toggle",
    () => details instanceof HTMLDetailsElement && prove(details),
    { once: true },
  );
if (page.urls.status) arrive();
else welcome();
if (page.easel) import(page.easel.script).then(({ remake }) => remake(page.easel));
