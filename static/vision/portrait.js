/** The ability to tell people from what is behind them: what it takes, and what it tells. */

import { Masks } from "./masks.js";

/** @typedef {import("./sight.js").Ability} Ability */

/** @type {Ability} */
export const portrait = {
  first: ["selfie", "selfie_landscape"],
  later: [],
  light: [],
  open([square, wide], facts) {
    const masks = new Masks(square, wide, facts.portrait);
    return {
      see: async (frame, now) => ({ mask: await masks.see(frame, now) }),
      // Masks know no frame's size.
      rescale: () => undefined,
      grow: () => undefined,
      spare: () => undefined,
    };
  },
};
