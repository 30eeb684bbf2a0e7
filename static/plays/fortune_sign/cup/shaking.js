/** Whether the device is being shaken; what it feels stays on it. */

// How far the pull on the device must change from one look to the next, in metres per second
// squared, and how long one jerk lasts in milliseconds: walking is neither.
const JERK = 11;
const LASTS = 170;

/** @typedef {{requestPermission?: () => Promise<string>}} Asking iOS alone has it */

const kind = () =>
  "DeviceMotionEvent" in globalThis
    ? /** @type {Asking} */ (/** @type {unknown} */ (DeviceMotionEvent))
    : null;

/** Whether the player must be asked first. */
export const mustAsk = () => typeof kind()?.requestPermission === "function";

/**
 * Must be called in answer to a tap.
 *
 * @returns {Promise<boolean>}
 */
export async function askForMotion() {
  const answer = await kind()
    ?.requestPermission?.()
    .catch(() => "denied");
  return answer === "granted";
}

/**
 * @param {AbortSignal} signal
 * @param {() => void} then called at every jerk
 * @param {() => void} ready called once it is known that the device feels anything
 */
export function onShake(signal, then, ready) {
  /** @type {{x: number, y: number, z: number} | null} */
  let before = null;
  let last = -Infinity;
  addEventListener(
    "devicemotion",
    ({ accelerationIncludingGravity: pull, timeStamp }) => {
      if (pull?.x == null || pull.y == null || pull.z == null) return;
      const now = { x: pull.x, y: pull.y, z: pull.z };
      if (before) {
        const change = Math.hypot(now.x - before.x, now.y - before.y, now.z - before.z);
        if (change > JERK && timeStamp - last > LASTS) {
          last = timeStamp;
          then();
        }
      } else ready();
      before = now;
    },
    { signal },
  );
}
