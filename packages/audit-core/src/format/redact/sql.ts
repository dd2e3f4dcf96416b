/** The values of secret columns: `INSERT INTO users (name, password) VALUES ('alice', '…')`. */
import { matchAt, type FoundSecret } from './found.ts';
import type { NameRule } from './names.ts';
import { isPlaceholder } from './values.ts';

export const SQL_LITERALS: readonly string[] = [
	'insert into',
	'replace into',
	'insert ignore into',
];

const INSERT =
	/\s{1,4}[\w."`[\]-]{1,100}\s{0,4}\((?<columns>[^()]{1,1000})\)\s{0,4}values\s{0,4}/iy;
const ROW = /,?\s{0,8}\(/y;
/** A text, or a number, a name or a call, with the sign that ends it. */
const VALUE =
	/(?:\s{0,20}[a-z]?'(?<text>(?:[^'\\]|''|\\.){0,65536})'\s{0,20}|(?:[^'(),]|\([^()]{0,200}\)){0,400})(?<sign>[,)])/disy;
const ROWS_MAX = 200;

/** The secrets of the statement whose first words end before `start`. */
export function findInInsert(text: string, start: number, nameRule: NameRule): FoundSecret[] {
	const statement = matchAt(INSERT, text, start);
	if (!statement) return [];
	const columns = statement.groups.columns!.split(',');
	const rules = columns.map((name) => nameRule(name.trim().replace(/["`[\]]/g, '')));
	if (rules.every((rule) => rule === null)) return [];
	const found: FoundSecret[] = [];
	let at = statement.end;
	for (let rows = 0; rows < ROWS_MAX; rows++) {
		const row = matchAt(ROW, text, at);
		if (!row) return found;
		at = row.end;
		for (const [column, rule] of rules.entries()) {
			VALUE.lastIndex = at;
			const value = VALUE.exec(text);
			if (!value) return found;
			at = VALUE.lastIndex;
			const place = value.indices!.groups!.text;
			if (rule && place && !isPlaceholder(text.slice(...place), nameRule)) {
				found.push({ rule, from: place[0], to: place[1] });
			}
			const isLast = column === rules.length - 1;
			if ((value.groups!.sign === ')') !== isLast) return found;
		}
	}
	return found;
}
