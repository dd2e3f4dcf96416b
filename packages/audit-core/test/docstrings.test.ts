/** Everything that a program can import says what it is, and every function shows how it is called. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));
const ENTRIES = [
	...['index.ts', 'open-recorder.ts', 'sync-recorder.ts', 'testing.ts', 'format/index.ts'],
];

let program: ts.Program;
let checker: ts.TypeChecker;

beforeAll(() => {
	const config = ts.readConfigFile(join(SOURCE, '../tsconfig.json'), (path) =>
		ts.sys.readFile(path),
	);
	const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, resolve(SOURCE, '..'));
	program = ts.createProgram(
		ENTRIES.map((entry) => join(SOURCE, entry)),
		options,
	);
	checker = program.getTypeChecker();
});

function exportsOf(entry: string): ts.Symbol[] {
	const file = program.getSourceFile(join(SOURCE, entry))!;
	return checker.getExportsOfModule(checker.getSymbolAtLocation(file)!).map((symbol) => {
		return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
	});
}

const isDocumented = (symbol: ts.Symbol) => symbol.getDocumentationComment(checker).length > 0;

/** The members of an interface, an object type or a class that are written in this package. */
function membersOf(symbol: ts.Symbol): ts.Symbol[] {
	const isType = ts.SymbolFlags.Interface | ts.SymbolFlags.Class | ts.SymbolFlags.TypeAlias;
	if (!(symbol.flags & isType)) return [];
	const { types = [checker.getDeclaredTypeOfSymbol(symbol)] } = checker.getDeclaredTypeOfSymbol(
		symbol,
	) as Partial<ts.UnionType>;
	const members = types.flatMap((type) =>
		type.flags & ts.TypeFlags.Object ? type.getProperties() : [],
	);
	return members.filter((member) =>
		member.declarations?.some((declaration) =>
			declaration.getSourceFile().fileName.startsWith(SOURCE),
		),
	);
}

function isFunction(symbol: ts.Symbol): boolean {
	const declaration = symbol.valueDeclaration;
	return (
		declaration !== undefined &&
		checker.getTypeOfSymbolAtLocation(symbol, declaration).getCallSignatures().length > 0
	);
}

test.each(ENTRIES)('%s: each export and each member of its types says what it is', (entry) => {
	const exported = exportsOf(entry);
	expect(exported.length).toBeGreaterThan(2);
	const bare = exported.flatMap((symbol) => [
		...(isDocumented(symbol) ? [] : [symbol.name]),
		...membersOf(symbol)
			// Which member of a union it is.
			.filter((member) => member.name !== 'type' && !isDocumented(member))
			.map((member) => `${symbol.name}.${member.name}`),
	]);
	expect(bare).toEqual([]);
});

test.each(ENTRIES)('%s: each function has an example', (entry) => {
	const functions = exportsOf(entry).filter(isFunction);
	expect(functions.length).toBeGreaterThan(0);
	const bare = functions.filter(
		(symbol) => !symbol.getJsDocTags().some(({ name }) => name === 'example'),
	);
	expect(bare.map(({ name }) => name)).toEqual([]);
});
