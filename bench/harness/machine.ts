import { availableParallelism, loadavg, platform, totalmem } from 'node:os';

/** The class of machine, so that figures can be judged; nothing that tells one machine from another. */
export function describeMachine(): string {
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${availableParallelism()} cores, ${memory} GB of memory, ${platform()}, Node ${process.versions.node}`;
}

/** How busy the machine was with other things: asked before the first measurement. */
export function describeLoad(): string {
	const load = loadavg()[0]!;
	const idle = load < availableParallelism() / 4;
	return `Load before the run: ${load.toFixed(1)}${idle ? '.' : ', so other work took part of the machine and these figures are worse than its own.'}`;
}
