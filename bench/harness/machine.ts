import { availableParallelism, loadavg, platform, totalmem } from 'node:os';

/** The class of machine, so that results can be judged; nothing that identifies a machine. */
export function describeMachine(): string {
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${availableParallelism()} cores, ${memory} GB of memory, ${platform()}, Node ${process.versions.node}`;
}

/** At this load or more, other work uses part of the machine, and ratios are not reliable. */
const LOAD_QUIET_MAX = 0.5;

/** The load average of the machine, read before the first measurement. */
export function loadBefore(): { isQuiet: boolean; text: string } {
	const load = loadavg()[0]!;
	const isQuiet = load < LOAD_QUIET_MAX;
	const text = `Load before the run: ${load.toFixed(1)}.`;
	if (isQuiet) return { isQuiet, text };
	return {
		isQuiet,
		text: `${text} **Loaded**: other work used part of the machine, so these figures are not reliable.`,
	};
}
