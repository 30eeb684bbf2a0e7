/**
 * The photo that the last picture was made of, for another try without taking it again. It stays on
 * the player's own phone, in this tab, as long as the campaign keeps its pictures; another campaign
 * gets it only with a new consent.
 */

import { drawer } from "./memory.js";
import { jpegOf, textOf } from "./picture.js";

// Storage holds about five of these; a file that could not be made small is too much.
const LARGEST = 1_200_000;
const HOUR = 3_600_000;

/** @typedef {{brand: number, hours: number}} Last whose photo may be kept, and for how long */

const SHELF = "marquee-last-";

/** @param {number} brand */
const shelf = (brand) => drawer(sessionStorage, `${SHELF}${brand}`);

/**
 * @param {Last | null | undefined} last null: this play keeps none
 * @param {Blob | null} photo
 */
export async function keepLast(last, photo) {
  if (!last || !photo) return;
  // Where this one finds no room, an earlier one, perhaps somebody else's, is not offered for it.
  forgetLast(last.brand);
  if (photo.size > LARGEST) return;
  shelf(last.brand).put({ until: Date.now() + last.hours * HOUR, text: await textOf(photo) });
}

/**
 * @param {Last | null | undefined} last
 * @returns {Blob | null} none kept, or its time is up
 */
export function lastPhoto(last) {
  forgetDue();
  const kept = last && shelf(last.brand).get();
  return kept ? jpegOf(kept.text) : null;
}

/** Every brand's photo whose time is up: a player may never come back to that brand. */
function forgetDue() {
  for (const key of Object.keys(sessionStorage)) {
    if (!key.startsWith(SHELF)) continue;
    const kept = drawer(sessionStorage, key);
    if (!(kept.get()?.until > Date.now())) kept.clear();
  }
}

/** @param {number} brand */
export const forgetLast = (brand) => shelf(brand).clear();

/**
 * Show what a page says only where such a photo is there.
 *
 * @param {ParentNode} root
 * @param {boolean} there
 */
export function offerLast(root, there) {
  for (const offer of root.querySelectorAll("[data-last]")) offer.toggleAttribute("hidden", !there);
}
