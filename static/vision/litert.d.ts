// What is used of LiteRT.js (static/vendor/litert, made at set-up), and what a worker adds to a page.

export type Tensor = {
  liteRtTensorBuffer: { lock(mode: unknown): number; unlock(): void };
  data(): Promise<Float32Array>;
  delete(): void;
};

export type Model = {
  getOutputDetails(): readonly { name: string }[];
  isFullyAccelerated: boolean;
  run(input: Tensor[]): Promise<Tensor[]>;
  delete(): void;
};

export type CompileOptions = {
  accelerator: "webgpu" | "wasm";
  cpuOptions: { numThreads: number };
};

export type LiteRt = {
  liteRtWasm: {
    HEAPU8: Uint8Array;
    LiteRtTensorBufferLockMode: { READ: unknown; WRITE: unknown };
  };
  loadAndCompile(model: Uint8Array, options: CompileOptions): Promise<Model>;
};

export type Library = {
  loadLiteRt(script: string): Promise<LiteRt>;
  Tensor: new (values: Float32Array, shape: readonly number[]) => Tensor;
};
