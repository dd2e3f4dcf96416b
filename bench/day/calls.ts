import type { Call } from '@tool-audit/core';
import { USER } from './plan.ts';
import { createRandom } from './random.ts';
import { readShapes } from './shapes.ts';
import { fillTemplate } from './template.ts';
import type { JsonObject } from '@tool-audit/core';

/** Calls to record, as an agent makes them: varied, and the same in every run. */
export function makeCalls(count: number): Call[] {
	const random = createRandom(count);
	const shapes = Object.entries(readShapes()).flatMap(([status, list]) =>
		list.map((shape) => ({ ...shape, status: status as Call['status'] })),
	);
	return Array.from({ length: count }, () => {
		const { server, tool, args, snippet, status } = random.pick(shapes);
		return {
			user: USER,
			tool: `${server}.${tool}`,
			args: JSON.parse(fillTemplate(args, random)) as JsonObject,
			status,
			result: JSON.parse(fillTemplate(snippet, random)) as string,
			session: 'ef355092',
			duration_ms: random.below(4000),
		};
	});
}
