/** Sending something to friends: the phone's own menu, else the address on the clipboard. */

/**
 * @param {{title: string, text: string, url: string, files?: File[]}} what
 * @returns {Promise<"shared" | "copied" | "left" | "stuck">} `left`: the player changed their mind
 */
export async function share({ files, ...what }) {
  const withFiles = files?.length && navigator.canShare?.({ files });
  if (navigator.share) {
    try {
      await navigator.share(withFiles ? { ...what, files } : what);
      return "shared";
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return "left";
    }
  }
  return (await copy(what.url)) ? "copied" : "stuck";
}

/**
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/**
 * Where the clipboard is closed (in-app browsers, plain http), selecting and copying still works.
 *
 * @param {string} text
 */
function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "aside";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
