/**
 * The numbers that `python -m inference web` writes from the Python side's own.
 *
 * @typedef {{length: number, step: number, values: number[]}} Answer
 * @typedef {{size: [number, number], low: number, high: number, outputs: string[],
 *   answer: Answer[]}} ModelFacts
 * @typedef {{lift: number, scale: number}} Around
 * @typedef {{grids: [number, number][], score: number, overlap: number}} DetectorFacts
 * @typedef {{steady: number[], index: number, middle: number, ring: number, palm: Around,
 *   hand: Around}} WindowFacts
 * @typedef {{kept: number, present: number, same: number}} HandFacts
 * @typedef {{knuckles: number[], fingers: number[][], pairs: [number, number][]}} FeatureFacts
 * @typedef {{inputs: number, outputs: number, weights: string, biases: string}} PackedLayer
 * @typedef {{shapes: import("./eye.js").Gesture[], playing: number, any: number, hanging: number,
 *   softness: number, missed: number, scale: number, seeds: PackedLayer[][]}} GestureFacts
 * @typedef {{points: number, margin: number, present: number, reach: number, sure: number,
 *   main: number[], visible: number, near: number, overlap: number}} BodyFacts
 * @typedef {{wider: number, passerBy: number, around: number, radius: number, smoothness: number,
 *   low: number, high: number}} PortraitFacts
 * @typedef {{models: Record<string, ModelFacts>, palms: DetectorFacts, windows: WindowFacts,
 *   hands: HandFacts, features: FeatureFacts, gesture: GestureFacts, people: DetectorFacts,
 *   bodies: BodyFacts, portrait: PortraitFacts}} Facts
 */

export {};
