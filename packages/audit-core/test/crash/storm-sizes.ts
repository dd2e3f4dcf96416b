/** Approximate length of a writer's n-th line: most are short, some long, one in a thousand 2 MB. */
export function sizeOf(n: number): number {
	if (n % 1_000 === 777) return 2_000_000;
	if (n % 100 === 50) return 60_000;
	if (n % 10 === 5) return 3_000;
	return n % 300;
}
