/** Whether what happened was fixed before the round: worked out again in the player's browser. */

/**
 * @typedef {object} Fall
 * @property {string} of for what
 * @property {Record<string, number>} odds a weight for each thing that could fall, in their order
 * @property {string} fell
 *
 * @typedef {object} Proof what the server tells once the round is over
 * @property {string} seed hexadecimal
 * @property {string} seed_hash
 * @property {Fall[]} falls what the seed drew: the star's moves, a sign
 * @property {string} deal what a game was dealt from, hexadecimal; empty where nothing was
 * @property {number} opening of which opening of the game it was the deal
 */

/**
 * @param {Proof} proof
 * @param {string} told the hash that this browser was told at the start
 * @returns {Promise<boolean>}
 */
export async function fits({ seed, falls, deal, opening }, told) {
  const bytes = Uint8Array.from(seed.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const key = await crypto.subtle.importKey("raw", bytes, HMAC, false, ["sign"]);
  const fixed = await Promise.all(falls.map(({ of, odds }) => fall(key, of, odds)));
  const hash = hex(await crypto.subtle.digest("SHA-256", bytes));
  const isDealt = !deal || deal === hex(await signed(key, `deal/${opening}`));
  return hash === told && isDealt && fixed.every((thing, index) => thing === falls[index].fell);
}

const HMAC = { name: "HMAC", hash: "SHA-256" };

/**
 * The first 64 bits of HMAC-SHA256(seed, of), scaled to the sum of the odds.
 *
 * @param {CryptoKey} key
 * @param {string} of
 * @param {Record<string, number>} odds
 */
async function fall(key, of, odds) {
  const digest = new DataView(await signed(key, of));
  const sum = Object.values(odds).reduce((one, other) => one + other, 0);
  let mark = (digest.getBigUint64(0) * BigInt(sum)) >> 64n;
  for (const [thing, weight] of Object.entries(odds)) {
    mark -= BigInt(weight);
    if (mark < 0n) return thing;
  }
  return "";
}

/**
 * @param {CryptoKey} key
 * @param {string} text
 */
const signed = (key, text) => crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));

/** @param {ArrayBuffer} bytes */
function hex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
