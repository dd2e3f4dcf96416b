import { availableParallelism, platform, totalmem } from 'node:os';

/** The class of machine, so that figures can be judged; nothing that tells one machine from another. */
export function describeMachine(): string {
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${availableParallelism()} cores, ${memory} GB of memory, ${platform()}, Node ${process.versions.node}`;
}
