/** Which of several ways is the quickest, found out by taking each of them, by turns. */

// More tell no more.
const TURNS = 3;

/**
 * No look is begun for which, by what is known, there is no time left. The last way is the safe one
 * and looks first: where there is time for no other look, what is known then decides.
 * @param {(() => Promise<unknown>)[]} ways
 * @param {number[]} took ms, of each way, when it was taken first
 * @param {number} patience ms for all of it
 * @returns {Promise<{best: number, took: number[], ms: number}>} best: the index of the quickest;
 *   took: the shortest of each, in ms; ms: the cost of finding out
 */
export async function quickest(ways, took, patience) {
  const start = performance.now();
  const shortest = [...took];
  let last = 0;
  for (let turn = 0; turn < TURNS * ways.length && ways.length > 1; turn += 1) {
    const at = ways.length - 1 - (turn % ways.length);
    const before = performance.now();
    // The first look of each was cold, and tells little of the next.
    const expected = turn < ways.length ? last : shortest[at];
    if (before + expected >= start + patience) {
      break;
    }
    await ways[at]();
    last = performance.now() - before;
    shortest[at] = Math.min(shortest[at], last);
  }
  const best = shortest.indexOf(Math.min(...shortest));
  return { best, took: shortest, ms: performance.now() - start };
}
