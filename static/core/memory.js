/** What a page keeps about itself on this device; browsers that keep nothing are put up with. */

/**
 * @param {Storage} storage
 * @param {string} key
 */
export function drawer(storage, key) {
  return {
    /** @returns {any} what was put, or null */
    get() {
      try {
        return JSON.parse(storage.getItem(key) ?? "null");
      } catch {
        return null;
      }
    },
    /** @param {unknown} value */
    put(value) {
      try {
        storage.setItem(key, JSON.stringify(value));
      } catch {
        // A full or forbidden storage costs the player a resume, nothing else.
      }
    },
    clear() {
      try {
        storage.removeItem(key);
      } catch {
        // As above.
      }
    },
  };
}
