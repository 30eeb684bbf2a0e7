/** The players before the camera: where their hands, head or body are on the court. */

/** @typedef {import("../../vision/eye.js").Body} Body */
/** @typedef {{x: number, y: number}} Place as the rules measure the court */

// Of inference.Pose: wrist, little finger and index finger; nose; shoulders.
const POINTS = {
  hands: [
    [15, 17, 19],
    [16, 18, 20],
  ],
  head: [[0]],
  body: [[11, 12]],
};
const ROW = 4;
const SEEN = 0.5;

/**
 * Of each player the places, the left one's first; as in a mirror. null: not seen.
 *
 * @param {Body[]} bodies
 * @param {{width: number, height: number}} part what was looked at, in pixels
 * @param {{way: "hands" | "head" | "body", players: number, wide: number, high: number}} court
 * @returns {(Place | null)[]}
 */
export function limbs(bodies, part, { way, players, wide, high }) {
  const found = bodies.slice(0, players).map(({ landmarks }) =>
    POINTS[way].map((points) => {
      if (landmarks[points[0] * ROW + 3] < SEEN) return null;
      const middle = (/** @type {number} */ axis) =>
        points.reduce((sum, point) => sum + landmarks[point * ROW + axis], 0) / points.length;
      const x = Math.round(wide * (1 - middle(0) / part.width));
      const y = Math.round((high * middle(1)) / part.height);
      return x < 0 || x > wide || y < 0 || y > high ? null : { x, y };
    }),
  );
  const nobody = POINTS[way].map(() => null);
  if (players === 1) return found[0] ?? nobody;
  const sides = found
    .map((places) => ({ places, x: across(places, wide) }))
    .sort((one, other) => one.x - other.x);
  if (sides.length === 1 && sides[0].x > wide / 2) sides.unshift({ places: nobody, x: 0 });
  return [0, 1].flatMap((side) => sides[side]?.places ?? nobody);
}

/**
 * @param {(Place | null)[]} places
 * @param {number} wide
 */
function across(places, wide) {
  const seen = places.filter((place) => place !== null);
  return seen.length ? seen.reduce((sum, { x }) => sum + x, 0) / seen.length : wide / 2;
}
