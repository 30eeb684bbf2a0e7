/** Sending a shot: with progress, and again under the same token where the network drops it. */

import { outOfReach, OutOfReach, understand } from "./api.js";
import { persist } from "./patience.js";

/**
 * @typedef {object} Watch
 * @property {(fraction: number) => void} [progress] 0 … 1
 * @property {() => void} [waiting] the network failed; another try follows by itself
 * @property {AbortSignal} [signal]
 */

/**
 * @param {string} url
 * @param {import("./stage.js").Shot} shot
 * @param {Watch} watch
 * @returns {Promise<any>} the server's answer, once it has the shot for sure
 */
export function upload(url, shot, watch = {}) {
  const { waiting, signal } = watch;
  const once = () => send(url, formOf(shot), watch);
  return persist(once, { tries: 7, again: outOfReach, waiting, signal });
}

/** @param {import("./stage.js").Shot} shot */
function formOf(shot) {
  const form = new FormData();
  form.set("client_token", shot.token);
  if (shot.photo) form.set("photo", shot.photo, "photo.jpg");
  else if (shot.figure !== null) form.set("figure", String(shot.figure));
  if (shot.choice) form.set("choice", String(shot.choice));
  return form;
}

/**
 * fetch cannot tell how far an upload is; XMLHttpRequest can.
 *
 * @param {string} url
 * @param {FormData} form
 * @param {Watch} watch
 * @returns {Promise<any>}
 */
function send(url, form, { progress, signal }) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.timeout = 45000;
    request.upload.onprogress = (event) =>
      event.lengthComputable && progress?.(event.loaded / event.total);
    request.onload = () => {
      try {
        resolve(understand(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = request.ontimeout = () => reject(new OutOfReach());
    request.onabort = () => reject(signal?.reason);
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}
