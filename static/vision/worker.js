/**
 * The eye's worker. A classic one, for LiteRT loads its parts by importScripts; everything else is
 * modules. What it is told before they have come waits.
 */

const listening = import("./listening.js");

onmessage = async ({ data }) => {
  try {
    const { hear } = await listening;
    await hear(data);
  } catch (error) {
    // Whoever listens tells of its own failures: the modules did not come.
    postMessage({ kind: "failed", away: true, message: String(error) });
  }
};
