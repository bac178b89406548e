/** The backdrop as the frame of the picture shows it. */
export interface Backdrop {
  /** Expected Lab colour everywhere: a quadratic surface through the frame, so gradients and vignettes fit. */
  color: Float32Array;
  /** Median colour distance of the frame to that surface, over what fits. */
  noise: number;
  /** Share of the frame that fits; what touches the frame does not. */
  share: number;
  /** Median colour step between neighbouring frame pixels that fit. */
  grain: number;
}

/**
 * Fits each Lab channel by a + bx + cy + dx² + exy + fy² over a frame of 2 % width, by least squares reweighted four
 * times (Geman and McClure weights): a subject that touches the frame is voted out rather than averaged in.
 */
export function fitBackdrop(lab: Float32Array, width: number, height: number): Backdrop {
  const frame = framePixels(width, height);
  const terms = new Float64Array(frame.length * 6);
  frame.forEach((i, n) => termsAt(i % width, Math.floor(i / width), width, height, terms, n * 6));
  const residual = startResidual(lab, frame);
  let fit: Float64Array = new Float64Array(18);
  for (let round = 0; round < 5; round++) {
    const scale = Math.max(1.2, 1.5 * median(residual));
    fit = solveWeighted(lab, frame, terms, residual, scale);
    measure(lab, frame, terms, fit, residual);
  }
  const typical = median(residual);
  const limit = Math.max(6, 4 * typical);
  const fits = residual.filter((r) => r < limit);
  return {
    color: evaluate(fit, width, height),
    noise: median(fits),
    share: fits.length / frame.length,
    grain: frameGrain(lab, frame, residual, limit, width),
  };
}

/** Every eighth pixel of the band, on a slanted lattice: eighteen numbers are asked of thousands. */
function framePixels(width: number, height: number): Int32Array {
  const band = Math.max(2, Math.round(0.02 * Math.max(width, height)));
  const found: number[] = [];
  for (let y = 0; y < height; y++) {
    const inner = y >= band && y < height - band;
    for (let x = (3 * y) % 8; x < width; x += 8) {
      if (!inner || x < band || x >= width - band) found.push(y * width + x);
    }
  }
  return Int32Array.from(found);
}

/** Distance to the median colour of the frame: where the reweighting begins. */
function startResidual(lab: Float32Array, frame: Int32Array): Float64Array {
  const center = [0, 1, 2].map((c) => median(Float64Array.from(frame, (i) => lab[i * 3 + c])));
  return Float64Array.from(frame, (i) =>
    Math.sqrt(
      (lab[i * 3] - center[0]) ** 2 + (lab[i * 3 + 1] - center[1]) ** 2 + (lab[i * 3 + 2] - center[2]) ** 2,
    ),
  );
}

function termsAt(x: number, y: number, width: number, height: number, out: Float64Array, at: number): void {
  const u = (2 * x) / width - 1;
  const v = (2 * y) / height - 1;
  out[at] = 1;
  out[at + 1] = u;
  out[at + 2] = v;
  out[at + 3] = u * u;
  out[at + 4] = u * v;
  out[at + 5] = v * v;
}

function solveWeighted(
  lab: Float32Array,
  frame: Int32Array,
  terms: Float64Array,
  residual: Float64Array,
  scale: number,
): Float64Array {
  const normal = new Float64Array(36);
  const right = new Float64Array(18);
  for (let n = 0; n < frame.length; n++) {
    const ratio = residual[n] / scale;
    const weight = 1 / (1 + ratio * ratio) ** 2;
    for (let a = 0; a < 6; a++) {
      const wa = weight * terms[n * 6 + a];
      for (let b = 0; b < 6; b++) normal[a * 6 + b] += wa * terms[n * 6 + b];
      for (let c = 0; c < 3; c++) right[c * 6 + a] += wa * lab[frame[n] * 3 + c];
    }
  }
  for (let a = 0; a < 6; a++) normal[a * 7] += 1e-3 + 1e-4 * frame.length * (a > 2 ? 1 : 0);
  const fit = new Float64Array(18);
  for (let c = 0; c < 3; c++) fit.set(solve(normal, right.subarray(c * 6, c * 6 + 6)), c * 6);
  return fit;
}

/** Cholesky-free elimination; the matrix is symmetric and positive, so no pivoting is needed. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const m = matrix.slice();
  const r = right.slice();
  for (let k = 0; k < 6; k++) {
    for (let i = k + 1; i < 6; i++) {
      const f = m[i * 6 + k] / m[k * 7];
      for (let j = k; j < 6; j++) m[i * 6 + j] -= f * m[k * 6 + j];
      r[i] -= f * r[k];
    }
  }
  for (let k = 5; k >= 0; k--) {
    for (let j = k + 1; j < 6; j++) r[k] -= m[k * 6 + j] * r[j];
    r[k] /= m[k * 7];
  }
  return r;
}

function measure(
  lab: Float32Array,
  frame: Int32Array,
  terms: Float64Array,
  fit: Float64Array,
  residual: Float64Array,
): void {
  for (let n = 0; n < frame.length; n++) {
    let sum = 0;
    for (let c = 0; c < 3; c++) {
      let value = 0;
      for (let a = 0; a < 6; a++) value += fit[c * 6 + a] * terms[n * 6 + a];
      sum += (lab[frame[n] * 3 + c] - value) ** 2;
    }
    residual[n] = Math.sqrt(sum);
  }
}

/** Along a row the surface is a quadratic in u, so a row costs two multiplications a channel and pixel. */
function evaluate(fit: Float64Array, width: number, height: number): Float32Array {
  const color = new Float32Array(width * height * 3);
  const u = Float64Array.from({ length: width }, (_, x) => (2 * x) / width - 1);
  for (let y = 0; y < height; y++) {
    const v = (2 * y) / height - 1;
    for (let c = 0; c < 3; c++) {
      const k = c * 6;
      const constant = fit[k] + v * (fit[k + 2] + v * fit[k + 5]);
      const linear = fit[k + 1] + v * fit[k + 4];
      const square = fit[k + 3];
      for (let x = 0, at = y * width * 3 + c; x < width; x++, at += 3)
        color[at] = constant + u[x] * (linear + u[x] * square);
    }
  }
  return color;
}

function frameGrain(
  lab: Float32Array,
  frame: Int32Array,
  residual: Float64Array,
  limit: number,
  width: number,
): number {
  const steps: number[] = [];
  for (let n = 0; n < frame.length; n++) {
    const i = frame[n];
    if (residual[n] >= limit || i % width === width - 1) continue;
    steps.push(
      Math.sqrt(
        (lab[i * 3 + 3] - lab[i * 3]) ** 2 +
          (lab[i * 3 + 4] - lab[i * 3 + 1]) ** 2 +
          (lab[i * 3 + 5] - lab[i * 3 + 2]) ** 2,
      ),
    );
  }
  return median(Float64Array.from(steps));
}

function median(values: Float64Array): number {
  if (values.length === 0) return 0;
  return values.slice().sort()[values.length >> 1];
}
