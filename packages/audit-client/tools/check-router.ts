import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { NAME, openProgram, PUBLISHED, ROOT } from './compiler.ts';

const CHECK = join(ROOT, 'dist/router-check.ts');

/** Compiles only when both routers have the same inputs, outputs and errors. */
const CHECK_TEXT = `
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { ${NAME} as Served } from '../src/router.ts';
import type { ${NAME} as Published } from './router.d.ts';

type Same<A, B> =
	(<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

// The compiler treats a picked type and the same type written out as different, so both are written out here.
type Plain<T> = { [K in keyof T]: T[K] };
type Grouped<T> = { [K in keyof T]: Plain<T[K]> };
type Errors<R extends Served | Published> = R['_def']['_config']['$types']['errorShape'];

export const inputs: Same<
	Grouped<inferRouterInputs<Published>>, Grouped<inferRouterInputs<Served>>
> = true;
export const outputs: Same<
	Grouped<inferRouterOutputs<Published>>, Grouped<inferRouterOutputs<Served>>
> = true;
export const errors: Same<Grouped<Errors<Published>>, Grouped<Errors<Served>>> = true;
`;

/** Throws the compiler's errors when the published type differs from the server's. */
export function checkRouter(): void {
	writeFileSync(CHECK, CHECK_TEXT);
	const program = openProgram(CHECK);
	const problems = [CHECK, PUBLISHED].flatMap((file) =>
		ts.getPreEmitDiagnostics(program, program.getSourceFile(file)),
	);
	rmSync(CHECK);
	if (problems.length === 0) return;
	rmSync(PUBLISHED);
	throw new Error(
		ts.formatDiagnostics(problems, {
			getCurrentDirectory: () => ROOT,
			getCanonicalFileName: (name) => name,
			getNewLine: () => '\n',
		}),
	);
}
