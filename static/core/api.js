/** The product's own JSON: asked for, answered, refused or out of reach. */

import { persist } from "./patience.js";

/** The server understood and said no; `message` is for the player. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   */
  constructor(status, code, message) {
    super(message);
    this.name = "Refused";
    this.status = status;
    this.code = code;
  }
}

/** Nobody answered, or a server in trouble did: worth another try. */
export class OutOfReach extends Error {
  constructor() {
    super("out of reach");
    this.name = "OutOfReach";
  }
}

/** @param {unknown} error */
export const outOfReach = (error) => error instanceof OutOfReach;

/**
 * Turn an answer's status and text into its JSON, or into the error that it is.
 *
 * @param {number} status
 * @param {string} text
 * @returns {any}
 */
export function understand(status, text) {
  if (status >= 500 || status === 0) throw new OutOfReach();
  const body = parse(text);
  if (status < 400) return body;
  throw new Refused(status, body?.error ?? "", body?.message ?? "");
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {string} url
 * @param {RequestInit} [init]
 */
export async function ask(url, init) {
  const response = await fetch(url, init).catch((error) => {
    if (error?.name === "AbortError") throw error;
    throw new OutOfReach();
  });
  return understand(response.status, await response.text());
}

/**
 * Post JSON, trying a few times where the network fails.
 *
 * @param {string} url
 * @param {object} body
 * @param {{signal?: AbortSignal, waiting?: () => void}} [how]
 */
export function post(url, body, { signal, waiting } = {}) {
  const init = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  };
  return persist(() => ask(url, init), { tries: 4, again: outOfReach, waiting, signal });
}
