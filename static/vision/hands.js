/** The ability to see hands: what it takes, and what it tells of a frame. */

import { Detector } from "./detector.js";
import { Following } from "./following.js";
import { Shapes } from "./shapes.js";

/** @typedef {import("./sight.js").Ability} Ability */

/** @type {Ability} */
export const hands = {
  // What a frame is seen with from the start, and what follows while the player reads.
  first: ["hand_lite"],
  later: ["palm_lite"],
  light: [],
  open([points], facts) {
    const following = new Following(points, new Shapes(facts), facts);
    return {
      see: async (frame, _now, isSparing) => {
        const { hand, ...gesture } = await following.see(frame, isSparing);
        const [landmarks, handedness] = hand ? [[hand.points], [hand.right]] : [[], []];
        return { ...gesture, landmarks, handedness };
      },
      rescale: (across, down) => following.rescale(across, down),
      // Hands are then found wherever they are.
      grow: ([palms]) => {
        following.palms = new Detector(palms, facts.palms);
      },
      spare: () => undefined,
    };
  },
};
