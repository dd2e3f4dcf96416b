import { sampleOf, type Sample } from '../harness/stats.ts';
import type { Engine } from '../baseline/engines.ts';

type Rows = Record<string, unknown>[];

interface Asked {
	ask: () => Promise<void>;
	answers: () => Rows[];
	baselines: () => { name: string; sample: Sample | null; missing: string | undefined }[];
}

/** Runs the same query on each available engine, run by run; for a missing one the reason is reported. */
export async function askEngines(
	engines: Engine[],
	question: (engine: Engine) => string,
): Promise<Asked> {
	const asked = await Promise.all(
		engines.map(async (engine) => ({ engine, found: await engine.find(), ms: [] as number[] })),
	);
	const answers: Rows[] = [];
	return {
		async ask() {
			for (const { engine, found, ms } of asked) {
				if (found.missing !== undefined) continue;
				const { rows, ms: taken } = await engine.query(found.at, question(engine));
				answers.push(rows);
				ms.push(taken);
			}
		},
		answers: () => answers,
		baselines: () =>
			asked.map(({ engine, found, ms }) => ({
				name: engine.name,
				sample: ms.length > 0 ? sampleOf(ms, 'ms') : null,
				missing: found.missing,
			})),
	};
}
