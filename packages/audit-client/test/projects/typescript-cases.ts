/** Projects in TypeScript: its versions, ways to find modules, and what else declares types. */
import { expect } from 'vitest';
import { makeProject, programPath, type Project } from './project.ts';

const TYPESCRIPTS = ['5.7', '6.0', '7.0'];

const STRICT = {
	target: 'es2022',
	strict: true,
	exactOptionalPropertyTypes: true,
	noUncheckedIndexedAccess: true,
	noPropertyAccessFromIndexSignature: true,
	outDir: 'out',
	rootDir: '.',
};

const RESOLUTIONS: { name: string; type: string; options: object; runs: boolean }[] = [
	{ name: 'nodenext', type: 'module', options: { module: 'nodenext' }, runs: true },
	{
		name: 'nodenext in a CommonJS project',
		type: 'commonjs',
		options: { module: 'nodenext' },
		runs: true,
	},
	{
		name: 'bundler',
		type: 'module',
		options: { module: 'esnext', moduleResolution: 'bundler' },
		runs: false,
	},
	// 5.7 then does not know `exports`, and finds files by `main`, `types` and `typesVersions`.
	{
		name: 'CommonJS',
		type: 'commonjs',
		options: { module: 'commonjs', esModuleInterop: true },
		runs: true,
	},
];

const ENVIRONMENTS: { name: string; options: object; hasTypes: boolean }[] = [
	{
		name: 'neither Node.js nor a browser',
		options: { lib: ['es2022'], types: [] },
		hasTypes: false,
	},
	{ name: 'Node.js', options: { lib: ['es2022'], types: ['node'] }, hasTypes: true },
	{ name: 'a browser', options: { lib: ['es2022', 'dom'], types: [] }, hasTypes: true },
];

export interface TypeScriptCase {
	/** The version, the way to find modules and the other types, in words. */
	name: string;
	/** Whether there are types of Node.js or of a browser. */
	hasTypes: boolean;
	/** Whether what is compiled runs without being bundled. */
	runs: boolean;
	/** A project with this program, which has been compiled without an error. */
	compile: (
		program: string,
		options?: { files?: Record<string, string>; skipLibCheck?: boolean },
	) => Promise<Project>;
}

export const TYPESCRIPT_CASES: TypeScriptCase[] = TYPESCRIPTS.flatMap((version) =>
	RESOLUTIONS.flatMap(({ name: way, type, options, runs }) =>
		ENVIRONMENTS.map((environment) => ({
			name: `TypeScript ${version}, ${way}, with the types of ${environment.name}`,
			hasTypes: environment.hasTypes,
			runs,
			async compile(program, { files = {}, skipLibCheck = false } = {}) {
				const compilerOptions = { ...STRICT, ...options, ...environment.options, skipLibCheck };
				const project = makeProject({
					'package.json': { name: 'project', private: true, type },
					'tsconfig.json': { compilerOptions, files: ['program.ts'] },
					'program.ts': program,
					...files,
				});
				const compiler = programPath(`typescript-${version}/bin/tsc`);
				const { code, stdout } = await project.run(process.execPath, compiler, '-p', '.');
				expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
				return project;
			},
		})),
	),
);
