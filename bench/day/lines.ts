import type { JsonObject, Status } from '@tool-audit/core';
import { olderJson } from './older-writer.ts';
import {
	DAY,
	DECOY_PART,
	DENIED_PART,
	ERROR_PART,
	OFFSET,
	OLDER_WRITER_PART,
	RARE_ENTRIES,
	RARE_WORD,
	SEED,
	USER,
} from './plan.ts';
import { createRandom, type Random } from './random.ts';
import { readShapes, type Shape } from './shapes.ts';
import { fillTemplate } from './template.ts';

const DAY_MS = 86_400_000;
const SNIPPET_CHARS_MAX = 300;
const SESSION_ENTRIES = 400;
/** How often the shorter of two shapes is used: most calls of a busy day are small. */
const SHORTER_SHAPE = 0.6;
/** With several projects, the same tool has several names. */
const SERVERS: Record<string, string[]> = {
	filesystem: ['filesystem', 'workspace', 'archive'],
	memory: ['memory', 'team-memory'],
	everything: ['everything'],
	thinking: ['thinking'],
};

export interface Line {
	/** Including the newline. */
	text: string;
	status: Status;
	tool: string;
}

/** The day's lines in order; the same for the same number of entries. */
export function* makeLines(entries: number): Generator<Line> {
	const random = createRandom(SEED);
	const shapes = readShapes();
	const rareEvery = Math.max(1, Math.floor(entries / RARE_ENTRIES));
	const rareAt = random.below(rareEvery);
	let session = name(random, 8);
	for (let index = 0; index < entries; index++) {
		if (random.below(SESSION_ENTRIES) === 0) session = name(random, 8);
		const status = pickStatus(random);
		const shape = pickShape(shapes[status], random);
		const isRare = index % rareEvery === rareAt && index < rareEvery * RARE_ENTRIES;
		yield makeLine({ index, entries, session, status, shape, isRare }, random);
	}
}

interface Place {
	index: number;
	entries: number;
	session: string;
	status: Status;
	shape: Shape;
	isRare: boolean;
}

function makeLine(place: Place, random: Random): Line {
	const { shape, status, isRare } = place;
	const tool = `${random.pick(SERVERS[shape.server]!)}.${shape.tool}`;
	const isDecoy = status === 'ok' && random.chance(DECOY_PART);
	const args = isDecoy ? decoyArgs(random) : fillTemplate(shape.args, random);
	let snippet = JSON.parse(fillTemplate(shape.snippet, random)) as string;
	if (isRare) snippet = `${random.pick([RARE_WORD, RARE_WORD.toUpperCase()])}: ${snippet}`;
	const chars = [...snippet];
	const resultChars = chars.length + shape.beyond;
	if (chars.length > SNIPPET_CHARS_MAX) snippet = chars.slice(0, SNIPPET_CHARS_MAX).join('');

	const ms = Math.floor(((place.index + random.below(1000) / 1000) / place.entries) * DAY_MS);
	const clock = new Date(ms).toISOString().slice(11, 23);
	if (random.chance(OLDER_WRITER_PART)) {
		const entry = {
			...{ ts: `${DAY}T${clock.slice(0, 8)}`, user: USER, tool },
			...{ args: JSON.parse(args) as JsonObject, status },
			...{ result_chars: resultChars, result_snippet: snippet },
		};
		return { text: olderJson(entry) + '\n', status, tool };
	}
	const text =
		`{"ts":"${DAY}T${clock}${OFFSET}","user":"${USER}","tool":"${tool}","args":${args}` +
		`,"status":"${status}","result_chars":${resultChars},"result_snippet":${JSON.stringify(snippet)}` +
		`,"id":"${makeId(random)}","session":"${place.session}","duration_ms":${random.below(4000)}` +
		(status === 'denied' ? ',"denied_by":"policy"' : '') +
		'}\n';
	return { text, status, tool };
}

function pickStatus(random: Random): Status {
	if (random.chance(DENIED_PART)) return 'denied';
	return random.chance(ERROR_PART / (1 - DENIED_PART)) ? 'error' : 'ok';
}

function pickShape(shapes: Shape[], random: Random): Shape {
	const [one, other] = [random.pick(shapes), random.pick(shapes)];
	if (!random.chance(SHORTER_SHAPE)) return one;
	return sizeOf(one) < sizeOf(other) ? one : other;
}

function sizeOf(shape: Shape): number {
	return shape.args.length + shape.snippet.length;
}

/** Text that a byte search mistakes for a denied call. */
function decoyArgs(random: Random): string {
	const quoted = `{"tool":"shell.run","status":"denied","call":${random.below(1000)}}`;
	return JSON.stringify({ message: `the log says ${quoted}`, note: '"status": "denied"' });
}

function makeId(random: Random): string {
	const part = (digits: number) => name(random, digits);
	return `019aa0${part(2)}-${part(4)}-7${part(3)}-8${part(3)}-${part(12)}`;
}

function name(random: Random, digits: number): string {
	let text = '';
	while (text.length < digits)
		text += random
			.below(2 ** 16)
			.toString(16)
			.padStart(4, '0');
	return text.slice(0, digits);
}
