/** Figures of a mask; the twin of `without_passers_by` of inference/tasks/people.py. */

/** A stretch of a row that shows somebody. @typedef {{row: number, start: number, end: number, figure: number}} Run */

/**
 * Clears figures much smaller than the largest out of the mask, with the softness around them.
 * @param {Float32Array} mask 0 … 1, row by row; written to
 * @param {number} width
 * @param {{passerBy: number, around: number}} facts
 */
export function clearPassersBy(mask, width, { passerBy, around }) {
  const { runs, areas } = figures(mask, width);
  const largest = Math.max(0, ...areas);
  const isSmall = (/** @type {Run} */ run) => areas[run.figure] < passerBy * largest;
  const small = runs.filter(isSmall);
  if (small.length === 0) {
    return;
  }
  const kept = new Uint8Array(mask.length);
  for (const { row, start, end } of runs.filter((run) => !isSmall(run))) {
    kept.fill(1, row * width + start, row * width + end);
  }
  const reach = (around - 1) / 2;
  for (const { row, start, end } of small) {
    const [top, bottom] = [Math.max(row - reach, 0), Math.min(row + reach, mask.length / width - 1)];
    const [left, right] = [Math.max(start - reach, 0), Math.min(end + reach, width)];
    for (let y = top; y <= bottom; y += 1) {
      for (let at = y * width + left; at < y * width + right; at += 1) {
        mask[at] = kept[at] ? mask[at] : 0;
      }
    }
  }
}

/**
 * All runs, each with its figure, and how large each figure is. What touches at a corner is one.
 * @param {Float32Array} mask
 * @param {number} width
 */
function figures(mask, width) {
  const runs = runsOf(mask, width);
  // Of every run one that belongs to the same figure, or itself.
  const parents = runs.map((_, at) => at);
  const root = (/** @type {number} */ at) => {
    while (parents[at] !== at) {
      at = parents[at] = parents[parents[at]];
    }
    return at;
  };
  for (let above = 0, at = 0; at < runs.length; at += 1) {
    const { row, start, end } = runs[at];
    while (runs[above].row < row - 1 || (runs[above].row === row - 1 && runs[above].end < start)) {
      above += 1;
    }
    for (let to = above; runs[to].row === row - 1 && runs[to].start <= end; to += 1) {
      parents[root(at)] = root(to);
    }
  }
  const areas = runs.map(() => 0);
  for (const [at, run] of runs.entries()) {
    run.figure = root(at);
    areas[run.figure] += run.end - run.start;
  }
  return { runs, areas };
}

/**
 * @param {Float32Array} mask
 * @param {number} width
 */
function runsOf(mask, width) {
  /** @type {Run[]} */
  const runs = [];
  for (let row = 0; row < mask.length / width; row += 1) {
    const first = row * width;
    for (let at = 0; at < width; at += 1) {
      if (mask[first + at] > 0.5) {
        const start = at;
        while (at < width && mask[first + at] > 0.5) {
          at += 1;
        }
        runs.push({ row, start, end: at, figure: 0 });
      }
    }
  }
  return runs;
}
