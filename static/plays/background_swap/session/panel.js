/** What stands around the picture: words, the ring of a held gesture, the count, the clip. */

import { cameraBarred } from "../../../core/camera.js";
import { find, next } from "../../../core/dom.js";
import { offerOutside } from "../../../core/outside.js";
import { pause } from "../../../core/patience.js";
import { share } from "../../../core/share.js";

const READ = 3500;

export class Panel {
  #next = "";
  #telling = 0;

  /** @param {HTMLElement} root the step or the scene */
  constructor(root) {
    this.root = root;
    this.canvas = find(root, "canvas[data-canvas]", HTMLCanvasElement);
    this.video = find(root, "[data-view] video", HTMLVideoElement);
    this.line = find(root, "[data-line]", HTMLElement);
    this.ring = find(root, "[data-ring]", SVGElement);
    this.counter = find(root, "[data-count]", HTMLElement);
    this.count(0);
    this.held("", 0);
    this.recording(0);
    find(root, "[data-replay]", HTMLElement).hidden = true;
  }

  /** @param {"camera" | "touch"} way */
  way(way) {
    this.root.dataset.way = way;
    offerOutside(this.root, way === "touch" && cameraBarred());
  }

  /** @param {number} shape width by height of the picture */
  shape(shape) {
    find(this.root, "[data-view]", HTMLElement).style.setProperty("--shape", String(shape));
  }

  /** @param {boolean} yes */
  offerClip(yes) {
    for (const button of this.root.querySelectorAll("[data-do=clip]"))
      button.toggleAttribute("hidden", !yes);
  }

  /** @param {string} name */
  words(name) {
    return find(this.root, `template[data-words="${name}"]`, HTMLTemplateElement).innerHTML.trim();
  }

  /** @param {string} name of the words; what is being told stands until it could be read */
  say(name) {
    this.#next = name;
    if (!this.#telling) this.line.textContent = this.words(name);
  }

  /** @param {string} name of the words, with time to read them */
  tell(name) {
    this.line.textContent = this.words(name);
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => {
      this.#telling = 0;
      this.say(this.#next);
    }, READ);
  }

  /** @param {number} part of what must be loaded, 0 … 1 */
  loading(part) {
    const bar = find(this.root, "progress[data-loading]", HTMLProgressElement);
    bar.hidden = part >= 1;
    bar.value = part;
  }

  /**
   * @param {string} gesture that is held, "" for none
   * @param {number} part of the time that it takes
   */
  held(gesture, part) {
    this.ring.dataset.gesture = gesture;
    this.ring.style.setProperty("--part", String(Math.round(100 * part)));
  }

  /** @param {number} left 0: no longer */
  count(left) {
    const digit = document.createElement("span");
    digit.textContent = String(left);
    this.counter.replaceChildren(...(left ? [digit] : []));
    this.root.toggleAttribute("data-counting", left > 0);
  }

  /**
   * @param {number} lasts
   * @param {AbortSignal} signal
   */
  async flash(lasts, signal) {
    this.root.toggleAttribute("data-flash", true);
    await pause(lasts, signal).finally(() => this.root.removeAttribute("data-flash"));
  }

  /** @param {number} seconds that are recorded at most; 0: no longer */
  recording(seconds) {
    this.root.toggleAttribute("data-recording", seconds > 0);
    this.root.style.setProperty("--seconds", `${seconds}s`);
  }

  /**
   * @param {string} number
   * @returns {string} the address of a drawn figure
   */
  figure(number) {
    for (const button of this.root.querySelectorAll("button[data-do=figure]"))
      button.setAttribute("aria-pressed", String(button.getAttribute("value") === number));
    return find(this.root, `button[value="${number}"][data-do=figure] img`, HTMLImageElement).src;
  }

  /** Nothing is under way any more. */
  rest() {
    this.count(0);
    this.held("", 0);
    this.recording(0);
    this.loading(1);
  }

  /**
   * Play the clip here; it can be saved and shared. Resolves when the player goes on.
   *
   * @param {File} clip
   * @param {AbortSignal} signal
   */
  async replay(clip, signal) {
    const box = find(this.root, "[data-replay]", HTMLElement);
    const video = find(box, "video", HTMLVideoElement);
    const save = find(box, "a[download]", HTMLAnchorElement);
    const send = find(box, "[data-send]", HTMLButtonElement);
    const left = new AbortController();
    const url = URL.createObjectURL(clip);
    video.src = save.href = url;
    save.download = clip.name;
    send.hidden = !navigator.canShare?.({ files: [clip] });
    const what = { title: document.title, text: "", url: location.href, files: [clip] };
    send.addEventListener("click", () => share(what), { signal: left.signal });
    box.hidden = false;
    video.play().catch(() => undefined);
    try {
      await next(find(box, "[data-back]", HTMLButtonElement), "click", signal);
    } finally {
      left.abort();
      box.hidden = true;
      video.removeAttribute("src");
      video.load();
      URL.revokeObjectURL(url);
    }
  }
}
