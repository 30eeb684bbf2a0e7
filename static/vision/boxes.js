/**
 * Many answers for one thing; the twin of inference/models/ssd.py. Boxes are (x0, y0, x1, y1).
 */

/** @typedef {ArrayLike<number>} Box */

/**
 * Intersection over union.
 * @param {Box} one
 * @param {Box} other
 */
export function overlap(one, other) {
  const across = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
  const down = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
  const shared = Math.max(across, 0) * Math.max(down, 0);
  return shared / (area(one) + area(other) - shared + 1e-9);
}

/** @param {Box} box */
function area(box) {
  return (box[2] - box[0]) * (box[3] - box[1]);
}

/**
 * Rows of score, box, anything; best first. Rows whose boxes overlap the best one's are blended
 * into it by score, which is steadier than keeping the best. Its score stays.
 * @param {Float32Array[]} rows
 * @param {number} most the overlap from which on two are one
 */
export function merged(rows, most) {
  let left = [...rows].sort((one, other) => other[0] - one[0]);
  const kept = [];
  while (left.length > 0) {
    const best = left[0];
    const same = left.filter((row) => row === best || overlap(boxOf(best), boxOf(row)) > most);
    kept.push(blended(same));
    left = left.filter((row) => !same.includes(row));
  }
  return kept;
}

/** @param {Float32Array} row */
function boxOf(row) {
  return row.subarray(1, 5);
}

/** @param {Float32Array[]} rows best first */
function blended(rows) {
  const weight = rows.reduce((sum, row) => sum + row[0], 0);
  const mean = (/** @type {number} */ at) =>
    rows.reduce((sum, row) => sum + row[0] * row[at], 0) / weight;
  return rows[0].map((score, at) => (at === 0 ? score : mean(at)));
}
