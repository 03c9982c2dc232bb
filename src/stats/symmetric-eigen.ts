/** Eigenvalues and eigenvectors of small symmetric matrices by cyclic Jacobi rotations. */

/** Eigenvalues (unordered) and eigenvectors (columns of a flat row-major matrix). */
export interface SymmetricEigen {
	readonly values: Float64Array;
	readonly vectors: Float64Array;
}

/**
 * Eigen-decomposition A = U diag(values) U' of a small symmetric matrix.
 * Jacobi is slower than QR iteration but finds small eigenvalues of well-scaled matrices to high relative
 * accuracy, which the leave-out and CR2 formulas need when an eigenvalue is nearly zero.
 *
 * @param matrix flat row-major symmetric matrix; not modified
 * @param order number of rows
 * @returns eigenvalues and orthonormal eigenvectors
 * @reference Golub & Van Loan, Matrix Computations (4th ed.), section 8.5
 * @example
 * symmetricEigen(Float64Array.of(2, 0, 0, 3), 2).values // → [2, 3]
 */
export function symmetricEigen(matrix: Float64Array, order: number): SymmetricEigen {
	const work = Float64Array.from(matrix);
	const vectors = new Float64Array(order * order);
	for (let i = 0; i < order; i++) vectors[i * order + i] = 1;
	let scale = 0;
	for (const value of work) scale += value * value;
	for (let sweep = 0; sweep < 60; sweep++) {
		let offDiagonal = 0;
		for (let i = 0; i < order; i++) for (let j = 0; j < i; j++) offDiagonal += work[i * order + j]! ** 2;
		if (offDiagonal <= 1e-34 * scale) break;
		for (let i = 0; i < order - 1; i++) {
			for (let j = i + 1; j < order; j++) rotate({ work, vectors, order }, i, j);
		}
	}
	const values = new Float64Array(order);
	for (let i = 0; i < order; i++) values[i] = work[i * order + i]!;
	return { values, vectors };
}

interface Workspace {
	readonly work: Float64Array;
	readonly vectors: Float64Array;
	readonly order: number;
}

/** One rotation that makes element (i, j) zero. */
function rotate(space: Workspace, i: number, j: number): void {
	const { work, vectors, order } = space;
	const off = work[i * order + j]!;
	if (off === 0) return;
	const theta = (work[j * order + j]! - work[i * order + i]!) / (2 * off);
	// Plain roots: Math.hypot takes longer than the rotation, and where a square is infinite the tangent is 0 either way.
	const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
	const cosine = 1 / Math.sqrt(tangent * tangent + 1);
	const sine = tangent * cosine;
	for (let k = 0; k < order; k++) {
		const left = work[k * order + i]!;
		const right = work[k * order + j]!;
		work[k * order + i] = cosine * left - sine * right;
		work[k * order + j] = sine * left + cosine * right;
	}
	for (let k = 0; k < order; k++) {
		const upper = work[i * order + k]!;
		const lower = work[j * order + k]!;
		work[i * order + k] = cosine * upper - sine * lower;
		work[j * order + k] = sine * upper + cosine * lower;
		const left = vectors[k * order + i]!;
		const right = vectors[k * order + j]!;
		vectors[k * order + i] = cosine * left - sine * right;
		vectors[k * order + j] = sine * left + cosine * right;
	}
	work[i * order + j] = 0;
	work[j * order + i] = 0;
}
