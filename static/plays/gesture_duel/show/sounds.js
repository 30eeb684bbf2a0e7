/** The duel's tunes. Each note: hertz, when it starts and how long it lasts in seconds. */

export const TUNES = {
  count: [[330, 0, 0.09]],
  shoot: [
    [660, 0, 0.16],
    [990, 0.02, 0.2],
  ],
  win: [
    [523, 0, 0.12],
    [659, 0.1, 0.12],
    [784, 0.2, 0.12],
    [1047, 0.3, 0.32],
  ],
  lose: [
    [392, 0, 0.18],
    [330, 0.16, 0.18],
    [262, 0.32, 0.34],
  ],
  draw: [
    [440, 0, 0.12],
    [440, 0.18, 0.16],
  ],
};
