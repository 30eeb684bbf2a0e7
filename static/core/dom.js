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
