/** Dice that fall for the page as they do for the server: whole numbers only. */

/**
 * xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (public domain), as
 * campaigns/plays/base/trace.py throws it.
 */
export class Dice {
  #state = new Uint32Array(4);

  /** @param {Uint8Array} seed 16 bytes: four words, big-endian; all zero becomes 1, 0, 0, 0 */
  constructor(seed) {
    const view = new DataView(seed.buffer, seed.byteOffset, 16);
    for (let word = 0; word < 4; word += 1) this.#state[word] = view.getUint32(4 * word);
    if (this.#state.every((word) => word === 0)) this.#state[0] = 1;
  }

  /** The next 32 bits. */
  word() {
    const state = this.#state;
    const found = Math.imul(turned(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = turned(state[3], 11);
    return found;
  }

  /**
   * One of 0 … count - 1.
   *
   * @param {number} count at most 2 ** 20
   */
  below(count) {
    return Math.floor((this.word() * count) / 2 ** 32);
  }
}

/**
 * @param {number} word
 * @param {number} by
 */
const turned = (word, by) => (word << by) | (word >>> (32 - by));
