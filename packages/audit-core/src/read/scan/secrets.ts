/** Secrets in rows that are written already: how many by each rule, and in which rows. The counts of two ranges can be added. */
import { createSecretFinder } from '../../format/find-secrets.ts';
import type { DistinctSecret, SecretInField } from '../../format/found-secrets.ts';
import { DISTINCT_SECRETS_MAX, SECRET_ROWS_MAX, SECRETS_IN_ROW_MAX } from '../../format/limits.ts';
import { parseLine, type ParsedLine } from '../../format/line.ts';
import { asRecorded } from '../../format/numbers.ts';
import { makeRef } from '../../format/ref.ts';
import { rowsOf, type Line, type RawRow } from '../../format/row.ts';
import { UNSEARCHED } from '../../format/redact/search-budget.ts';
import type { LineVisitor } from './visit-lines.ts';
import { createOneRowTest, lineAt, walkLines } from './walk-lines.ts';

export interface SecretRow {
	/** 0-based, in file order. */
	position: number;
	ref: string;
	secrets: SecretInField[];
}

/** Plain data, so that it can be sent between threads and kept on disk. */
export interface SecretCounts {
	/** All rows of the range. */
	rows: number;
	/** Rows that hold a secret. */
	calls: number;
	rules: [rule: string, count: number][];
	/** The first rows that hold a secret. */
	found: SecretRow[];
	/** The first different secrets. */
	distinct: DistinctSecret[];
	/** Damaged lines that may hold a secret. */
	damaged: number;
}

/** What to search by, besides the built-in rules. Plain data as well. */
export interface SecretSearch {
	names: readonly string[];
	/** Without flags: in RE2 syntax. */
	patterns: readonly { name: string; source: string; flags?: string }[];
	allow: readonly string[];
	/** Key of the hashes, in hex. */
	key: string;
}

export interface SecretVisitor extends LineVisitor {
	row(row: RawRow): void;
	result(): SecretCounts;
}

export const NO_SECRETS: SecretCounts = {
	...{ rows: 0, calls: 0, damaged: 0 },
	...{ rules: [], found: [], distinct: [] },
};

/** Returns a function that begins a visit of the rows of a range, with positions from the range's first row on. */
export function createSecretVisits({ names, patterns, allow, key }: SecretSearch) {
	const { find, mayHold } = createSecretFinder({
		names,
		allow,
		key: Buffer.from(key, 'hex'),
		patterns: patterns.map(({ name, source, flags }) => ({
			name,
			pattern: flags === undefined ? source : new RegExp(source, flags),
		})),
	});

	return (): SecretVisitor => {
		const rules = new Map<string, number>();
		const found: SecretRow[] = [];
		const distinct = new Map<string, DistinctSecret>();
		let [rows, calls, damaged] = [0, 0, 0];

		function visitRow({ parsed, bytes, offset, length }: RawRow): void {
			const position = rows++;
			if ('damage' in parsed) {
				if (length > bytes.length || mayHold(bytes, 0, bytes.length)) damaged++;
				return;
			}
			const secrets = find(parsed.object);
			if (secrets.length === 0) return;
			calls++;
			const ref = makeRef(offset, bytes);
			for (const { rule, hash, count } of secrets) {
				rules.set(rule, (rules.get(rule) ?? 0) + count);
				if (rule !== UNSEARCHED) addTo(distinct, { hash, rules: [rule], count, position, ref });
			}
			if (found.length === SECRET_ROWS_MAX) return;
			found.push({ position, ref, secrets: secrets.slice(0, SECRETS_IN_ROW_MAX) });
		}

		function visitLine(line: Line): void {
			for (const row of rowsOf(line, { numberOf: asRecorded })) visitRow(row);
		}

		return {
			block(block) {
				const isPlain = createOneRowTest(block);
				walkLines(block, (start, end) => {
					const isOne = isPlain(start, end);
					if (isOne && !mayHold(block.bytes, start, end)) rows++;
					else visitLine(lineAt(block, start, end));
				});
			},
			line: visitLine,
			row: (row) => visitRow('object' in row.parsed ? { ...row, parsed: asWritten(row) } : row),
			result: () => ({
				...{ rows, calls, found, damaged },
				...{ rules: [...rules], distinct: [...distinct.values()] },
			}),
		};
	};
}

function asWritten({ bytes }: RawRow): ParsedLine {
	return parseLine(bytes, { numberOf: asRecorded });
}

/** Adds a later find. Values are not changed: they may belong to another view. */
function addTo(known: Map<string, DistinctSecret>, later: DistinctSecret): void {
	const secret = known.get(later.hash);
	if (!secret && known.size === DISTINCT_SECRETS_MAX) return;
	const rules = secret ? [...new Set([...secret.rules, ...later.rules])] : later.rules;
	known.set(later.hash, { ...later, rules, count: (secret?.count ?? 0) + later.count });
}

/** Approximate memory of what is named, in bytes. */
export function bytesOfSecrets(
	rows: readonly SecretRow[],
	distinct: readonly DistinctSecret[],
): number {
	const inRows = rows.reduce((sum, { secrets }) => sum + secrets.length, 0);
	return ROW_BYTES * rows.length + SECRET_BYTES * (inRows + distinct.length);
}
const ROW_BYTES = 200;
const SECRET_BYTES = 200;

export function addSecrets(one: SecretCounts, other: SecretCounts): SecretCounts {
	const rules = new Map(one.rules);
	for (const [rule, count] of other.rules) rules.set(rule, (rules.get(rule) ?? 0) + count);
	const found = other.found.slice(0, SECRET_ROWS_MAX - one.found.length);
	const distinct = new Map(one.distinct.map((secret) => [secret.hash, secret]));
	for (const secret of other.distinct) addTo(distinct, movedBy(one.rows, secret));
	return {
		rows: one.rows + other.rows,
		calls: one.calls + other.calls,
		rules: [...rules],
		found: one.found.concat(found.map((row) => movedBy(one.rows, row))),
		distinct: [...distinct.values()],
		damaged: one.damaged + other.damaged,
	};
}

function movedBy<T extends { position: number }>(rows: number, item: T): T {
	return { ...item, position: rows + item.position };
}
