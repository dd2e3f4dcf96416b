/** What docs/format.md §9 promises: no secret of a known form is written, whatever is around it. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import type { Call, Json } from '../src/index.ts';
import { createEntryEncoder } from '../src/format/encoder.ts';
import { SECRET_RULES } from '../src/format/redact/rules/rules.ts';
import { fillSample } from '../src/format/redact/samples.fixture.ts';
import { call, makeHome, startRecorder } from './write-fixture.ts';

const WRITE_TIMEOUT_MS = 20_000;

/** A text with one secret: a vendor's, or the value of a name in one of the usual notations. */
interface Sample {
	text: string;
	secret: string;
}

const shapes: Sample[] = SECRET_RULES.flatMap((rule) => rule.secrets.map(fillSample)).map(
	(text) => ({
		text: text.replace(/[«»]/g, ''),
		secret: /«([^]*)»/.exec(text)?.[1] ?? text,
	}),
);
const VALUE = 'Lantern42&sunflower+Thistle';
const named: Sample[] = [
	`{"password": "${VALUE}"}`,
	`{"name": "DB_PASSWORD", "value": "${VALUE}"}`,
	`API_TOKEN="${VALUE}" npm start`,
	`password: '${VALUE}'\n`,
	`const password = "${VALUE}";`,
	`<password>${VALUE}</password>`,
	`mysql -u root '-p${VALUE}' shop`,
	`curl -u 'alice:${VALUE}' https://example.com`,
	`ALTER USER alice IDENTIFIED BY '${VALUE}';`,
	`Cookie: sessionid=${VALUE}\n`,
	`postgres://alice:${VALUE}@db/shop`,
	`contraseña: ${VALUE}\n`,
	`パスワード: ${VALUE}\n`,
	`["az","login","-p","${VALUE}"]`,
	`kinit alice <<< '${VALUE}'`,
].map((text) => ({ text, secret: VALUE }));

const inJson = (text: string) => JSON.stringify({ output: text });
const NO_LETTER = /[^\x20-\x7f]/g;
const unicodeEscape = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
const NOTATIONS: ((text: string) => string)[] = [
	inJson,
	(text) => inJson(inJson(text)),
	(text) => inJson(inJson(inJson(text))),
	encodeURIComponent,
	(text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`),
	(text) => `echo '${text.replaceAll("'", "'\\''")}'`,
	(text) => `echo "${text.replace(/["\\$`]/g, '\\$&')}"`,
	(text) => `note: '${text.replaceAll("'", "''")}'`,
	(text) => `note: ${JSON.stringify(text)}`,
	(text) => `note: |\n${text.replace(/^/gm, '  ')}`,
	// As other programs escape: more than they must, or twice.
	(text) => inJson(text).replace(NO_LETTER, unicodeEscape),
	(text) => JSON.stringify(inJson(text).replace(/[<>&'=:/-]/g, unicodeEscape)),
	(text) => text.replace(NO_LETTER, (char) => encodeURIComponent(char).padEnd(3, '%20')),
	(text) => encodeURIComponent(encodeURIComponent(text)),
	(text) => text.replace(/[^\w ]/g, (char) => `&#x${char.codePointAt(0)!.toString(16)};`),
	(text) => inJson(text).replaceAll('/', '\\/'),
	(text) => `\\x1b${text}\\x1b`,
];

/** Where a text may stand in a call. */
const PLACES: ((text: string, depth: number) => Partial<Call>)[] = [
	(text, depth) => ({ args: { deep: nested(text, depth) } }),
	(text) => ({ args: { [text]: 1 } }),
	(text) => ({ args: { list: ['first', text] } }),
	(text) => ({ result: text }),
	(text) => ({ tool: text }),
	(text) => ({ reason: text }),
	(text, depth) => ({ extra: { [text]: { steps: [nested(text, depth)] } } }),
];

function nested(text: string, depth: number): Json {
	return depth === 0
		? text
		: depth % 2 === 0
			? [nested(text, depth - 1)]
			: { next: nested(text, depth - 1) };
}

/** A shorter piece may be a word. */
const PIECE_CHARS = 12;

/** Pieces of the secret that no notation escapes. */
function piecesOf({ secret }: Sample): string[] {
	const runs = secret.match(/[A-Za-z0-9]+/g)!.filter((run) => run.length >= PIECE_CHARS);
	return runs.flatMap((run) =>
		Array.from({ length: run.length - PIECE_CHARS + 1 }, (_, at) =>
			run.slice(at, at + PIECE_CHARS),
		),
	);
}

const WITHOUT_MARKS = /\[redacted:[^\]]*\]/g;

test('no secret of a known form stands in a line, in any field, notation and depth, and across any cut', () => {
	const encode = createEntryEncoder();
	fc.assert(
		fc.property(
			fc.constantFrom(...shapes, ...named),
			fc.constantFrom((text: string) => text, ...NOTATIONS),
			fc.constantFrom(...PLACES),
			fc.nat({ max: 6 }),
			fc.oneof(fc.constant(0), fc.nat({ max: 520 })),
			(sample, notation, place, depth, before) => {
				const text = `${'.'.repeat(before)} ${notation(sample.text)} and more`;
				const line = encode(call(place(text, depth)), { ts: 't', id: 'i' });
				const written = Buffer.from(line).toString().replace(WITHOUT_MARKS, '');
				for (const piece of piecesOf(sample)) expect(written).not.toContain(piece);
			},
		),
		{ numRuns: 2_000 * inject('scale') },
	);
});

test(
	'no secret stands in any file, in an error or in what the recorder says of itself',
	async () => {
		const home = await makeHome();
		const data = await makeHome();
		const said: unknown[] = [];
		const options = {
			data,
			onFailure: 'closed' as const,
			onError: (failure: unknown) => said.push(failure),
			log: (message: string) => said.push(message),
		};
		const recorder = startRecorder(home, options);
		const samples = [...shapes, ...named];
		await Promise.all(
			samples.map(({ text }) => recorder.record(call({ args: { text }, result: text }))),
		);
		// The log's folder is a file: nothing can be written.
		const broken = await makeHome();
		await writeFile(join(broken, 'alice'), '');
		const failing = startRecorder(broken, options);
		for (const { text } of samples.slice(0, 20)) {
			await failing
				.record(call({ args: { text }, tool: text }))
				.catch((error: unknown) => said.push(error));
		}
		const bad = { ...call({ args: { text: shapes[0]!.text } }), user: '../alice' };
		await recorder.record(bad).catch((error: unknown) => said.push(error));
		expect(said.length).toBeGreaterThan(20);
		const texts = said.map((value) => {
			if (!(value instanceof Error)) return JSON.stringify(value);
			return `${value.message} ${value.stack} ${JSON.stringify(value)} ${String(value.cause)}`;
		});
		const files = [
			...(await allFiles(home)),
			...(await allFiles(data)),
			...(await allFiles(broken)),
		];
		const written = [...texts, ...files].join('\n').replace(WITHOUT_MARKS, '');
		for (const sample of samples) {
			for (const piece of piecesOf(sample)) expect(written).not.toContain(piece);
		}
	},
	WRITE_TIMEOUT_MS,
);

async function allFiles(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	return Promise.all(
		files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')),
	);
}
