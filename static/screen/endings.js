/** How a visit can end early, other than by leaving. */

/** Told to the visitor in `message`. */
export class Sorry extends Error {}

/** The visitor wanted it so, and the picture is gone. */
export class Erased extends Sorry {}

/** No camera here: the visitor's own phone has one. */
export class CameraAway extends Error {}
