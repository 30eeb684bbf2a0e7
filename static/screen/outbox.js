/**
 * The photo that is not with the server yet, kept in IndexedDB: a page that is loaded again (a
 * crash, a power cut) goes on with it, but only until the visit it belongs to is over.
 *
 * @typedef {object} Parcel
 * @property {import("./visit.js").ScreenRound} round
 * @property {string} token the shot's client token: sending it again is the same job
 * @property {Blob} photo
 * @property {number | null} [choice]
 * @property {number} until when the visit is over, in milliseconds since 1970
 */

const STORE = "outbox";
const ONLY = "parcel";

/** @param {Parcel} parcel */
export const keep = (parcel) => inStore("readwrite", (store) => store.put(parcel, ONLY));

/** Forget the photo, whatever became of it. */
export const empty = () => inStore("readwrite", (store) => store.delete(ONLY));

/** @returns {Promise<Parcel | null>} what waits, if its visit is not over yet */
export async function waiting() {
  const parcel = await inStore("readonly", (store) => store.get(ONLY));
  if (parcel && parcel.until > Date.now()) return parcel;
  await empty();
  return null;
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} act
 * @returns {Promise<any>} the request's result; null where the browser keeps nothing
 */
async function inStore(mode, act) {
  try {
    const base = await settled(opening());
    const result = await settled(act(base.transaction(STORE, mode).objectStore(STORE)));
    base.close();
    return result ?? null;
  } catch {
    // A full or forbidden store costs the resume after a crash, nothing else.
    return null;
  }
}

function opening() {
  const request = indexedDB.open("marquee-screen", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return request;
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
