/** Every number anywhere in a result, to look for those that are not finite. */
export function numbersIn(value: unknown): number[] {
	if (typeof value === "number") return [value];
	if (ArrayBuffer.isView(value)) return [...(value as Float64Array)];
	if (typeof value !== "object" || value === null) return [];
	return Object.values(value).flatMap(numbersIn);
}
