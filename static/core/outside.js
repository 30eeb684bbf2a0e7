/**
 * The way out of an app that shows pages by itself and keeps the camera closed, into the phone's
 * own browser.
 */

import { find } from "./dom.js";
import { copy } from "./share.js";

// Whose pages lead nowhere by a link: their own menu does.
const BY_MENU = /MicroMessenger|AlipayClient|AliApp|\bQQ\/|Weibo|aweme|XiaoHongShu|xhs/i;
// Whose pages may hand a link to the phone.
const BY_LINK = /Instagram|FBAN|FBAV|\bLine\/|TikTok|BytedanceWebview|Snapchat|Pinterest|; wv\)/i;

/**
 * @param {string} agent of the browser, as it names itself
 * @returns {"menu" | "link" | null} null: no app of those known
 */
export function wayOut(agent) {
  if (BY_MENU.test(agent)) return "menu";
  return BY_LINK.test(agent) ? "link" : null;
}

/**
 * The same page for the phone's own browser. null: this phone knows no such address.
 *
 * @param {string} agent
 * @param {string} href of a page with https
 * @returns {string | null}
 */
export function outward(agent, href) {
  if (!href.startsWith("https://")) return null;
  if (/Android/.test(agent)) {
    const back = encodeURIComponent(href);
    const rest = `scheme=https;action=android.intent.action.VIEW;S.browser_fallback_url=${back};end`;
    return `${href.replace(/^https/, "intent").replace(/#.*$/, "")}#Intent;${rest}`;
  }
  return /iPhone|iPad/.test(agent) ? `x-safari-${href}` : null;
}

/**
 * Show the way where there is one and it is needed.
 *
 * @param {ParentNode} step with [data-outside] in it
 * @param {boolean} barred the camera is not to be had here
 */
export function offerOutside(step, barred) {
  const { userAgent } = navigator;
  const way = barred ? wayOut(userAgent) : null;
  for (const offer of step.querySelectorAll("[data-outside]")) {
    offer.toggleAttribute("hidden", !way);
    const href = way === "link" ? outward(userAgent, location.href) : null;
    const link = find(offer, "[data-outward]", HTMLAnchorElement);
    link.hidden = !href;
    if (href) link.href = href;
    find(offer, "[data-by-menu]", HTMLElement).hidden = href !== null;
    const button = find(offer, "[data-copy]", HTMLButtonElement);
    button.onclick = async () => {
      const done = await copy(location.href);
      button.toggleAttribute("data-copied", done);
    };
  }
}
