/**
 * The player without their background: the eye's small mask drawn to the edges of the camera's own
 * picture. On the GPU each pixel asks the mask around it, and listens to those most that have its
 * colour (joint bilateral upsampling: Kopf et al., 2007); its edge takes the colour from further
 * inside, so that no rim of the old background is seen. Without WebGL 2 the mask is just enlarged.
 *
 * @typedef {{data: Uint8Array, width: number, height: number}} Mask 255: player
 * @typedef {{cut(frame: HTMLCanvasElement, mask: Mask): HTMLCanvasElement, close(): void}} Cutter
 */

// Where the mask counts as empty and as full: a little inside of its own middle, a soft step wide.
const EMPTY = 0.36;
const FULL = 0.74;

const VERTEX = `#version 300 es
in vec2 corner;
out vec2 at;
void main() {
  at = corner * 0.5 + 0.5;
  gl_Position = vec4(corner.x, -corner.y, 0.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D picture;
uniform sampler2D mask;
uniform vec2 cell;
in vec2 at;
out vec4 colour;

float known(vec2 place) { return texture(mask, place).r; }

void main() {
  vec3 own = texture(picture, at).rgb;
  float plain = known(at);
  float alpha = plain;
  vec3 clean = own;
  if (plain > 0.02 && plain < 0.98) {
    vec2 grid = at / cell - 0.5;
    vec2 base = floor(grid);
    float sum = 0.0;
    float weights = 1e-4;
    for (int y = -1; y <= 2; y++) {
      for (int x = -1; x <= 2; x++) {
        vec2 node = base + vec2(x, y);
        vec2 place = (node + 0.5) * cell;
        vec2 away = node - grid;
        vec3 other = texture(picture, place).rgb - own;
        float weight = exp(-dot(away, away) * 0.6 - dot(other, other) * 30.0);
        sum += weight * known(place);
        weights += weight;
      }
    }
    alpha = mix(plain, sum / weights, min(1.0, weights * 2.0) * 0.8);
    alpha = smoothstep(${EMPTY}, ${FULL}, alpha);
    vec2 slope = vec2(
      known(at + vec2(cell.x, 0.0)) - known(at - vec2(cell.x, 0.0)),
      known(at + vec2(0.0, cell.y)) - known(at - vec2(0.0, cell.y)));
    float steep = length(slope);
    vec2 inward = steep > 0.01 ? slope / steep : vec2(0.0);
    vec3 inside = texture(picture, at + inward * cell * 2.0).rgb;
    clean = mix(inside, own, smoothstep(0.35, 1.0, alpha));
  } else {
    alpha = step(0.5, plain);
  }
  colour = vec4(clean * alpha, alpha);
}`;

/**
 * @param {boolean} [fine] false: the mask is just enlarged, which costs little without a GPU
 * @returns {Cutter}
 */
export function openCutter(fine = true) {
  if (!fine) return new PlainCutter();
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2", { antialias: false, premultipliedAlpha: true });
  const program = gl && linked(gl);
  return gl && program ? new FineCutter(canvas, gl, program) : new PlainCutter();
}

/** @implements {Cutter} */
class FineCutter {
  /** @type {PlainCutter | null} the GPU went away: the other one takes over */
  #other = null;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {WebGL2RenderingContext} gl
   * @param {WebGLProgram} program
   */
  constructor(canvas, gl, program) {
    this.canvas = canvas;
    this.gl = gl;
    gl.useProgram(program);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
    const corner = gl.getAttribLocation(program, "corner");
    gl.enableVertexAttribArray(corner);
    gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    for (const [unit, name] of ["picture", "mask"].entries()) {
      texture(gl, unit);
      gl.uniform1i(gl.getUniformLocation(program, name), unit);
    }
    this.cell = gl.getUniformLocation(program, "cell");
    canvas.addEventListener("webglcontextlost", () => (this.#other = new PlainCutter()));
  }

  /**
   * @param {HTMLCanvasElement} frame
   * @param {Mask} mask
   */
  cut(frame, mask) {
    if (this.#other) return this.#other.cut(frame, mask);
    const { gl, canvas } = this;
    if (canvas.width !== frame.width || canvas.height !== frame.height) {
      canvas.width = frame.width;
      canvas.height = frame.height;
      gl.viewport(0, 0, frame.width, frame.height);
    }
    const { data, width, height } = mask;
    gl.activeTexture(gl.TEXTURE0);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, frame);
    gl.activeTexture(gl.TEXTURE1);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, width, height, 0, gl.RED, gl.UNSIGNED_BYTE, data);
    gl.uniform2f(this.cell, 1 / width, 1 / height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    return canvas;
  }

  close() {
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }
}

/** @implements {Cutter} */
class PlainCutter {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.small = document.createElement("canvas");
  }

  /**
   * @param {HTMLCanvasElement} frame
   * @param {Mask} mask
   */
  cut(frame, mask) {
    const { canvas, small } = this;
    Object.assign(small, { width: mask.width, height: mask.height });
    const image = new ImageData(mask.width, mask.height);
    for (let at = 0; at < mask.data.length; at += 1) image.data[4 * at + 3] = STEPS[mask.data[at]];
    small.getContext("2d")?.putImageData(image, 0, 0);
    Object.assign(canvas, { width: frame.width, height: frame.height });
    const context = canvas.getContext("2d");
    if (!context) return canvas;
    context.drawImage(frame, 0, 0);
    context.globalCompositeOperation = "destination-in";
    context.imageSmoothingQuality = "high";
    context.drawImage(small, 0, 0, frame.width, frame.height);
    return canvas;
  }

  close() {}
}

// The soft step of the mask's values.
const STEPS = Uint8Array.from({ length: 256 }, (_, value) => {
  const part = Math.min(1, Math.max(0, (value / 255 - EMPTY) / (FULL - EMPTY)));
  return Math.round(255 * part * part * (3 - 2 * part));
});

/**
 * @param {WebGL2RenderingContext} gl
 * @returns {WebGLProgram | null} null where the GPU does not take it
 */
function linked(gl) {
  const program = gl.createProgram();
  for (const [kind, source] of /** @type {const} */ ([
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ])) {
    const shader = gl.createShader(kind);
    if (!shader) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null;
}

/**
 * @param {WebGL2RenderingContext} gl
 * @param {number} unit
 */
function texture(gl, unit) {
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
    gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  for (const way of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, way, gl.LINEAR);
}
