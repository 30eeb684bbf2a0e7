/** Files with their progress, counted in bytes as they are unpacked. */

/** The network is away, or the server has no such file. */
export class Missing extends Error {}

/**
 * The file's bytes; `came` is told how many more arrived. Rejects with Missing.
 * @param {string} url
 * @param {(bytes: number) => void} came
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function bytesOf(url, came) {
  const parts = [];
  const reader = (await got(url)).getReader();
  for (let part = await reader.read().catch(lost); !part.done; part = await reader.read().catch(lost)) {
    parts.push(part.value);
    came(part.value.length);
  }
  return joined(parts);
}

/**
 * @param {string} url
 * @returns {Promise<unknown>}
 */
export async function jsonOf(url) {
  return await new Response(await got(url)).json();
}

/** @param {string} url */
async function got(url) {
  const answer = await fetch(url).catch(lost);
  if (!answer.ok || !answer.body) {
    throw new Missing(`${answer.status} for ${url}`);
  }
  return answer.body;
}

/**
 * @param {unknown} why
 * @returns {never}
 */
export function lost(why) {
  throw new Missing(String(why));
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}
