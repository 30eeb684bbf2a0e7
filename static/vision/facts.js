/**
 * The numbers that `python -m inference web` writes from the Python side's own.
 *
 * @typedef {{length: number, step: number, values: number[]}} Answer
 * @typedef {{size: [number, number], low: number, high: number, outputs: string[],
 *   answer: Answer[]}} ModelFacts
 * @typedef {{lift: number, scale: number}} Around
 * @typedef {{anchors: number[], score: number, overlap: number}} PalmFacts
 * @typedef {{steady: number[], index: number, middle: number, ring: number, palm: Around,
 *   hand: Around}} WindowFacts
 * @typedef {{kept: number, present: number, same: number}} HandFacts
 * @typedef {{knuckles: number[], fingers: number[][], pairs: [number, number][]}} FeatureFacts
 * @typedef {{inputs: number, outputs: number, weights: string, biases: string}} PackedLayer
 * @typedef {{shapes: import("./eye.js").Gesture[], playing: number, any: number, hanging: number,
 *   softness: number, missed: number, scale: number, seeds: PackedLayer[][]}} GestureFacts
 * @typedef {{models: Record<string, ModelFacts>, palms: PalmFacts, windows: WindowFacts,
 *   hands: HandFacts, features: FeatureFacts, gesture: GestureFacts}} Facts
 */

export {};
