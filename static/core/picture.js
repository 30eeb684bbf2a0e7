/** Photos made small on the device: 4 MB become 300 KB, and place and time of taking are gone. */

const LONGEST = 1280;
const QUALITY = 0.85;

/**
 * @param {HTMLCanvasElement | ImageBitmap} source
 * @param {number} [longest] of the sides, in pixels
 * @returns {Promise<Blob>} a JPEG
 */
export async function shrink(source, longest = LONGEST) {
  const scale = Math.min(1, longest / Math.max(source.width, source.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(source.width * scale));
  canvas.height = Math.max(1, Math.round(source.height * scale));
  canvas.getContext("2d")?.drawImage(source, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!(blob instanceof Blob)) throw new Error("the canvas gave no picture");
  return blob;
}

/**
 * A chosen file, made small and upright. What this browser cannot read (HEIC, for one) goes as it
 * is: the server reads it, or says why not.
 *
 * @param {File} file
 * @returns {Promise<Blob>}
 */
export async function shrinkFile(file) {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const small = await shrink(bitmap);
    bitmap.close();
    return small;
  } catch {
    return file;
  }
}

/**
 * @param {Blob} blob
 * @returns {Promise<string>} its bytes in base 64: storage holds text only
 */
export async function textOf(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** @param {string} text as `textOf` made it of a JPEG */
export function jpegOf(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: "image/jpeg" });
}
