/**
 * The processor time that work takes, in milliseconds. What else runs on the machine does not count, as it would on a
 * clock: tests that a text takes linear time run beside many others.
 */
export function cpuMsOf(work: () => unknown): number {
	const began = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(began);
	return (user + system) / 1_000;
}
