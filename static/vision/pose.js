/** The ability to see bodies: what it takes, and what it tells of a frame. */

import { Bodies } from "./bodies.js";
import { Detector } from "./detector.js";

/** @typedef {import("./sight.js").Ability} Ability */

/** @type {Ability} */
export const pose = {
  first: ["pose_detection", "pose_full"],
  later: [],
  light: ["pose_lite"],
  open([people, points], facts, { bodies: most }) {
    const bodies = new Bodies(new Detector(people, facts.people), points, facts.bodies, most);
    return {
      see: async (frame, now, isSparing) => ({ bodies: await bodies.see(frame, now, isSparing) }),
      rescale: (across, down) => bodies.rescale(across, down),
      grow: () => undefined,
      spare: ([light]) => {
        bodies.light = light;
      },
    };
  },
};
