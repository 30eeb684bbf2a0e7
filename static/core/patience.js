/** Waiting, and trying again on a bad network without hurrying it. */

/**
 * @param {number} milliseconds
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/**
 * Wait before try number `attempt` (0, 1, …): doubling up to 8 s, with jitter so that a whole hall
 * of phones does not come back at once. A network that returns ends the wait early.
 *
 * @param {number} attempt
 * @param {AbortSignal} [signal]
 */
export async function backOff(attempt, signal) {
  const longest = Math.min(8000, 500 * 2 ** attempt);
  const early = new AbortController();
  const online = new Promise((resolve) =>
    globalThis.addEventListener("online", resolve, { once: true, signal: early.signal }),
  );
  try {
    await Promise.race([pause(longest * (0.75 + Math.random() / 4), signal), online]);
  } finally {
    early.abort();
  }
}

/**
 * Run `task` until it works. Only what `again` accepts is tried again, `tries` times at most.
 *
 * @template T
 * @param {() => Promise<T>} task
 * @param {{tries: number, again: (error: unknown) => boolean, waiting?: () => void,
 *   signal?: AbortSignal}} how
 * @returns {Promise<T>}
 */
export async function persist(task, { tries, again, waiting, signal }) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      if (signal?.aborted || attempt + 1 >= tries || !again(error)) throw error;
    }
    waiting?.();
    await backOff(attempt, signal);
  }
}
