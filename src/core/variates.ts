/** A source of uniform numbers on [0, 1). */
export type Uniform = () => number;

/** A standard normal number. (Marsaglia and Bray's polar method; its second number is not kept, so that a stream has no memory.) */
export function normalVariate(uniform: Uniform): number {
  for (;;) {
    const u = 2 * uniform() - 1;
    const v = 2 * uniform() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/**
 * A gamma number with rate 1. (Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26, 2000;
 * shapes below 1 by their section 6.) Throws a RangeError unless the shape is above 0.
 */
export function gammaVariate(uniform: Uniform, shape: number): number {
  if (!(shape > 0)) throw new RangeError(`not a shape: ${shape}`);
  if (shape < 1) return gammaVariate(uniform, shape + 1) * (1 - uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normalVariate(uniform);
    const t = 1 + c * x;
    if (t <= 0) continue;
    const v = t * t * t;
    const u = 1 - uniform();
    if (u < 1 - 0.0331 * x ** 4 || Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}

/**
 * A Poisson number. (Below a mean of 10 by multiplication, Knuth, TAOCP 2, 3.4.1; above by transformed rejection, Hörmann,
 * "The transformed rejection method for generating Poisson random variables", 1993, algorithm PTRS.) Throws a RangeError for a
 * negative mean.
 */
export function poissonVariate(uniform: Uniform, mean: number): number {
  if (!(mean >= 0)) throw new RangeError(`not a mean: ${mean}`);
  if (mean < 10) {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = 1 - uniform(); product > limit; product *= 1 - uniform()) count += 1;
    return count;
  }
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform() - 0.5;
    const v = 1 - uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const accepted = Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b);
    if (accepted <= -mean + k * logMean - logFactorial(k)) return k;
  }
}

/** ln k! (exact products below 16, then Stirling's series, DLMF 5.11.1; error below 1e-13). */
function logFactorial(k: number): number {
  if (k < 16) {
    let product = 1;
    for (let i = 2; i <= k; i++) product *= i;
    return Math.log(product);
  }
  const x = k + 1;
  const inverse = 1 / x;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return (x - 0.5) * Math.log(x) - x + 0.9189385332046727 + series;
}
