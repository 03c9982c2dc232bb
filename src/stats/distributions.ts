/** The distributions of this room, one file each; import them from here. */

export { betaQuantile } from "./beta-quantile.js";
export { binomialCdf } from "./binomial.js";
export { chiSquareCdf, chiSquareQuantile } from "./chi-square.js";
export { fCdf, fQuantile } from "./f-distribution.js";
export { logGamma } from "./gamma.js";
export { regularizedBeta, type TailOption } from "./incomplete-beta.js";
export { regularizedGammaP, regularizedGammaQ } from "./incomplete-gamma.js";
export { normalCdf, normalPdf, normalQuantile } from "./normal.js";
export { tCdf, tQuantile } from "./student-t.js";
