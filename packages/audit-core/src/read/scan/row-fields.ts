import { TextNumber, type ParsedJson } from '../../format/numbers.ts';
import type { RawRow } from '../../format/row.ts';
import { statusNamed, type RowStatus } from '../../format/status.ts';
import type { Zone } from '../../format/time.ts';

/** The fields of a row that counting and filtering need, except its text. */
export interface RowFields {
	status(): RowStatus;
	/** Milliseconds since 1970; `null` without a valid time. */
	instant(): number | null;
	/** `null` when the field is missing or not a string. */
	tool(): string | null;
	session(): string | null;
	agent(): string | null;
	source(): string | null;
	deniedBy(): string | null;
	/** `null` when the field is missing or not a finite number. */
	durationMs(): number | null;
}

const NOTHING = () => null;
const DAMAGED: RowFields = {
	status: () => 'damaged',
	instant: NOTHING,
	tool: NOTHING,
	session: NOTHING,
	agent: NOTHING,
	source: NOTHING,
	deniedBy: NOTHING,
	durationMs: NOTHING,
};

/** The fields of a parsed row. */
export function fieldsOf({ parsed }: RawRow, zone: Zone): RowFields {
	if ('damage' in parsed) return DAMAGED;
	const { object } = parsed;
	return {
		status: () => statusNamed(object.status),
		instant: () => zone.parse(valueOfTime(object.ts)),
		tool: () => textOf(object.tool),
		session: () => textOf(object.session),
		agent: () => textOf(object.agent),
		source: () => textOf(object.source),
		deniedBy: () => textOf(object.denied_by),
		durationMs: () => numberOf(object.duration_ms),
	};
}

/** A number that a double can't hold is read by its digits. */
function valueOfTime(ts: ParsedJson | undefined): unknown {
	return ts instanceof TextNumber ? ts.text : ts;
}

function textOf(value: ParsedJson | undefined): string | null {
	return typeof value === 'string' ? value : null;
}

/** A number that a double can't hold exactly is rounded: it is only compared. */
function numberOf(value: ParsedJson | undefined): number | null {
	const number = value instanceof TextNumber ? Number(value.text) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
