import { availableParallelism, loadavg, platform, totalmem } from 'node:os';

/** The class of machine, so that figures can be judged; nothing that tells one machine from another. */
export function describeMachine(): string {
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${availableParallelism()} cores, ${memory} GB of memory, ${platform()}, Node ${process.versions.node}`;
}

/** At and above this load other work takes part of the machine, and ratios flatter or wrong it. */
const LOAD_QUIET_MAX = 0.5;

/** How busy the machine was with other things, in processes on average: asked before the first measurement. */
export function loadBefore(): { isQuiet: boolean; text: string } {
	const load = loadavg()[0]!;
	const isQuiet = load < LOAD_QUIET_MAX;
	const text = `Load before the run: ${load.toFixed(1)}.`;
	if (isQuiet) return { isQuiet, text };
	return {
		isQuiet,
		text: `${text} **Loaded**: other work took part of the machine, so these figures are no measure of it.`,
	};
}
