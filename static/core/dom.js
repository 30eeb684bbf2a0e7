/** Finding elements, loudly: a page without what its script needs is a broken template. */

/**
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
export function find(root, selector, kind) {
  const element = root.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`the page lacks ${selector}`);
  return element;
}

/**
 * What a scene may say: scripts hold no wording.
 *
 * @param {ParentNode} scene
 * @param {string} name of a `template[data-words]` in it
 */
export function wordsIn(scene, name) {
  const words = find(scene, `template[data-words="${name}"]`, HTMLTemplateElement);
  return words.content.textContent?.trim() ?? "";
}

/**
 * @param {ParentNode} scene
 * @param {number} part of what must be loaded, 0 … 1; 1: there
 */
export function showLoading(scene, part) {
  const bar = find(scene, "[data-loading]", HTMLProgressElement);
  bar.hidden = part >= 1;
  bar.value = part;
}

/**
 * What the page tells its script.
 *
 * @param {string} id of a JSON script element
 * @returns {any}
 */
export function told(id) {
  return JSON.parse(find(document, `script#${id}`, HTMLScriptElement).text);
}

/**
 * Resolves with the event when `target` is next clicked; rejects when `signal` is aborted.
 *
 * @param {EventTarget} target
 * @param {string} type
 * @param {AbortSignal} signal
 * @returns {Promise<Event>}
 */
export function next(target, type, signal) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    target.addEventListener(type, resolve, { once: true, signal });
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
