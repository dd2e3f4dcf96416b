/** The values of secret columns: `INSERT INTO users (name, password) VALUES ('alice', '…')`. */
import type { FoundSecret } from './found.ts';
import type { NameRule } from './names.ts';
import { isPlaceholder } from './values.ts';

export const SQL_LITERALS: readonly string[] = [
	'insert into',
	'replace into',
	'insert ignore into',
];

const INSERT =
	/\s{1,4}[\w."`[\]-]{1,100}\s{0,4}\((?<columns>[^()]{1,1000})\)\s{0,4}values\s{0,4}/iy;
const ROW =
	/,?\s{0,8}\((?<values>(?:'(?:[^'\\]|''|\\.){0,4096}'|[^()']|\([^()]{0,200}\)){1,8192}?)\)/dy;
const VALUE = /\s*(?:'(?<text>(?:[^'\\]|''|\\.)*)'|[^,']*)(?:,|$)/dgs;
const ROWS_MAX = 200;

/** The secrets of the statement whose first words end at `at`. */
export function findInInsert(text: string, at: number, nameRule: NameRule): FoundSecret[] {
	INSERT.lastIndex = at;
	const columns = INSERT.exec(text)?.groups?.columns;
	if (columns === undefined) return [];
	const rules = columns.split(',').map((name) => nameRule(name.trim().replace(/["`[\]]/g, '')));
	if (rules.every((rule) => rule === null)) return [];
	const found: FoundSecret[] = [];
	ROW.lastIndex = INSERT.lastIndex;
	for (let rows = 0; rows < ROWS_MAX; rows++) {
		const range = ROW.exec(text)?.indices?.groups?.values;
		if (!range) break;
		const values = [...text.slice(...range).matchAll(VALUE)];
		for (const [index, { indices }] of values.entries()) {
			const rule = rules[index];
			const place = indices?.groups?.text;
			if (!rule || !place) continue;
			const [from, to] = [range[0] + place[0], range[0] + place[1]];
			if (!isPlaceholder(text.slice(from, to), nameRule)) found.push({ rule, from, to });
		}
	}
	return found;
}
