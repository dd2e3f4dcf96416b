import { writeFileSync } from 'node:fs';
import ts from 'typescript';
import { NAME, openProgram, PUBLISHED, SERVED } from './compiler.ts';

/** The modules whose names the published type may use: users have them installed. */
const MODULES = ['@tool-audit/core', '@trpc/server'];

const PROCEDURES: Record<string, string> = {
	'"query"': 'TRPCQueryProcedure',
	'"mutation"': 'TRPCMutationProcedure',
	'"subscription"': 'TRPCSubscriptionProcedure',
};

/** Writes the router's type out, down to names from these modules. */
export function writeRouter(): void {
	const program = openProgram(SERVED);
	const checker = program.getTypeChecker();

	const print = (type: ts.Type): string =>
		checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);

	function property(type: ts.Type, ...path: string[]): ts.Type {
		return path.reduce((type, name) => {
			const symbol = checker.getPropertyOfType(type, name);
			if (!symbol) throw new Error(`The router's type has no ${path.join('.')}.`);
			return checker.getTypeOfSymbol(symbol);
		}, type);
	}

	function procedure(type: ts.Type): string {
		const kind = PROCEDURES[print(property(type, '_def', 'type'))];
		if (!kind) throw new Error(`${print(type)} is not a procedure.`);
		const input = print(property(type, '_def', '$types', 'input'));
		const output = print(property(type, '_def', '$types', 'output'));
		return `${kind}<{ input: ${input}; output: ${output}; meta: object; errorShape: ErrorShape }>`;
	}

	/** A procedure, or a group of them. */
	function member(type: ts.Type): string {
		if (checker.getPropertyOfType(type, '_def')) return procedure(type);
		const members = type
			.getProperties()
			.map((symbol) => `${symbol.name}: ${member(checker.getTypeOfSymbol(symbol))};`);
		return `{\n${members.join('\n')}\n}`;
	}

	function exportsOf(module: string): string[] {
		const { resolvedModule } = ts.resolveModuleName(
			module,
			SERVED,
			program.getCompilerOptions(),
			ts.sys,
			undefined,
			undefined,
			ts.ModuleKind.ESNext,
		);
		const file = resolvedModule && program.getSourceFile(resolvedModule.resolvedFileName);
		const symbol = file && checker.getSymbolAtLocation(file);
		if (!symbol) throw new Error(`${module} is not installed.`);
		return checker.getExportsOfModule(symbol).map(({ name }) => name);
	}

	function importLines(text: string): string {
		const used = new Set(text.match(/\b[A-Z]\w+/g));
		return MODULES.map((module) => {
			const names = exportsOf(module).filter((name) => used.has(name));
			return `import type { ${names.join(', ')} } from '${module}';`;
		}).join('\n');
	}

	const declared = program
		.getSourceFile(SERVED)
		?.statements.find((node) => ts.isTypeAliasDeclaration(node) && node.name.text === NAME);
	if (!declared) throw new Error(`${SERVED} declares no ${NAME}.`);
	const router = checker.getTypeAtLocation(declared);
	const errors = print(property(router, '_def', '_config', '$types', 'errorShape'));

	const body = `
/** From tRPC, which does not export it: an event with the id that a client sends when it reconnects. */
interface TrackedData<Data> { id: string; data: Data }

type ErrorShape = ${errors};

interface Types { ctx: object; meta: object; errorShape: ErrorShape; transformer: true }

/** The procedures a key can call. Generated from the server's types. */
export type ${NAME} = TRPCBuiltRouter<Types, ${member(property(router, '_def', 'record'))}>;
`;
	writeFileSync(PUBLISHED, `${importLines(body)}\n${body}`);
}
