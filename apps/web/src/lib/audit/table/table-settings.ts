import { labelOf, type CallField } from '../entry/call-fields.ts';
import { CELL_CHARS_MAX } from '../row-view.ts';
import type { TimeMode } from '../times.ts';

export const COLUMN_IDS = [
	'position',
	'time',
	'tool',
	'status',
	'duration',
	'agent',
	'session',
	'args',
	'result',
	'chars',
	'source',
	'deniedBy',
	'reason',
	'model',
	'host',
	'cwd',
	'mcpServer',
	'subagent',
	'callId',
	'recorded',
] as const;
/** The columns that a user can choose, and those that a list over several days or users adds. */
export type ColumnId = (typeof COLUMN_IDS)[number] | 'user' | 'day';

interface ColumnKind {
	label: string;
	/** Track of the grid, if no width is set. */
	track: string;
	minPx: number;
}

export const COLUMNS: Record<ColumnId, ColumnKind> = {
	user: { label: 'User', track: '6.5rem', minPx: 60 },
	day: { label: 'Day', track: '5.75rem', minPx: 70 },
	position: { label: 'Row', track: '4.5rem', minPx: 40 },
	time: { label: 'Time', track: '4.75rem', minPx: 64 },
	tool: { label: 'Tool', track: 'minmax(7rem, 15rem)', minPx: 80 },
	status: { label: 'Status', track: '5rem', minPx: 76 },
	duration: fieldColumn('duration', '4.5rem'),
	agent: fieldColumn('agent', '7rem'),
	session: fieldColumn('session', '7rem'),
	args: { label: 'Args', track: 'minmax(5rem, 1.1fr)', minPx: 80 },
	result: { label: 'Result', track: 'minmax(5rem, 1fr)', minPx: 80 },
	chars: { label: 'Characters', track: '5.5rem', minPx: 48 },
	source: fieldColumn('source', '7rem'),
	deniedBy: fieldColumn('deniedBy', '5.5rem'),
	reason: fieldColumn('reason', '14rem'),
	model: fieldColumn('model', '9rem'),
	host: fieldColumn('host', '7rem'),
	cwd: fieldColumn('cwd', '12rem'),
	mcpServer: fieldColumn('mcpServer', '7rem'),
	subagent: fieldColumn('subagent', '7rem'),
	callId: fieldColumn('callId', '9rem'),
	recorded: fieldColumn('recorded', '9rem'),
};

function fieldColumn(id: CallField, track: string): ColumnKind {
	return { label: labelOf(id), track, minPx: 48 };
}

export type Density = 'compact' | 'normal' | 'relaxed';

export interface TableSettings {
	/** In their order. */
	columns: (typeof COLUMN_IDS)[number][];
	/** In px, where the user set one. */
	widths: Partial<Record<ColumnId, number>>;
	density: Density;
	/** The text of cells wraps. */
	wrap: boolean;
	time: TimeMode;
	milliseconds: boolean;
	timeline: boolean;
	/** Repeated calls are folded into one row. */
	fold: boolean;
}

export const DEFAULTS: TableSettings = {
	columns: ['time', 'tool', 'status', 'args', 'result'],
	widths: {},
	density: 'normal',
	wrap: false,
	time: 'recorded',
	milliseconds: false,
	timeline: true,
	fold: false,
};

export const WIDTH_PX_MAX = 2_000;
const GAP_PX = 12;

/** Settings from this browser's storage, which may be of another version, or invalid. */
export function readSettings(stored: unknown): TableSettings {
	if (typeof stored !== 'object' || stored === null) return DEFAULTS;
	const some = stored as Partial<Record<keyof TableSettings, unknown>>;
	const oneOf = <Value>(value: unknown, values: readonly Value[], fallback: Value) =>
		values.includes(value as Value) ? (value as Value) : fallback;
	const columns = Array.isArray(some.columns)
		? [...new Set(some.columns)].filter((id) => COLUMN_IDS.includes(id as never))
		: [];
	return {
		columns: columns.length > 0 ? (columns as TableSettings['columns']) : DEFAULTS.columns,
		widths: readWidths(some.widths),
		density: oneOf(some.density, ['compact', 'normal', 'relaxed'], DEFAULTS.density),
		wrap: oneOf(some.wrap, [true, false], DEFAULTS.wrap),
		time: oneOf(some.time, ['recorded', 'local', 'utc'], DEFAULTS.time),
		milliseconds: oneOf(some.milliseconds, [true, false], DEFAULTS.milliseconds),
		timeline: oneOf(some.timeline, [true, false], DEFAULTS.timeline),
		fold: oneOf(some.fold, [true, false], DEFAULTS.fold),
	};
}

function readWidths(stored: unknown): TableSettings['widths'] {
	if (typeof stored !== 'object' || stored === null) return {};
	const entries = Object.entries(stored).filter(([id]) => Object.hasOwn(COLUMNS, id));
	return Object.fromEntries(
		entries.flatMap(([id, width]) =>
			typeof width === 'number' ? [[id, clampWidth(id as ColumnId, width)]] : [],
		),
	);
}

export function clampWidth(id: ColumnId, width: number): number {
	return Math.round(Math.min(Math.max(width, COLUMNS[id].minPx), WIDTH_PX_MAX));
}

/** The columns of a grid: the widths that are set, and the last one with the remaining width. */
export function gridTemplate(columns: ColumnId[], widths: TableSettings['widths']): string {
	const tracks = columns.map((id, index) => {
		const width = widths[id];
		if (width === undefined) return COLUMNS[id].track;
		return index === columns.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`;
	});
	return tracks.join(' ');
}

/** The minimum width of the columns; a wider table scrolls sideways. */
export function minWidth(columns: ColumnId[], widths: TableSettings['widths']): number {
	const needed = columns.map((id) => widths[id] ?? COLUMNS[id].minPx);
	return needed.reduce((sum, width) => sum + width + GAP_PX, GAP_PX);
}

/** Narrower than the font's characters, so that no text looks complete when it is cut off. */
const CHAR_PX_MIN = 6;

/**
 * The most characters of a text that a cell of a table of this width can show. More would be invisible, and cost as
 * much as visible text: most of the time to render a row goes into its longest texts.
 */
export function charsShown(
	widthMax: number,
	columns: ColumnId[],
	{ widths, wrap }: Pick<TableSettings, 'widths' | 'wrap'>,
): number {
	const isGrowing = (id: ColumnId) => COLUMNS[id].track.includes('fr') && !widths[id];
	const growing = columns.filter(isGrowing).length;
	const others = columns.filter((id) => !isGrowing(id));
	// One text of a card may take all the room. Where two columns share a line, neither gets more than the first.
	const room = isNarrow(widthMax) ? widthMax : widthMax - minWidth(others, widths);
	const share = growing > 1 && !isNarrow(widthMax) ? 0.55 : 1;
	const widest = Math.max(room * share, ...Object.values(widths));
	const chars = Math.ceil(widest / CHAR_PX_MIN) * (wrap ? WRAPPED_LINES : 1);
	return Math.min(chars, CELL_CHARS_MAX);
}

/** Moves a column by one place, if it can. */
export function moved<Id>(columns: Id[], id: Id, by: -1 | 1): Id[] {
	const from = columns.indexOf(id);
	const to = from + by;
	if (from === -1 || to < 0 || to >= columns.length) return columns;
	const next = [...columns];
	[next[from], next[to]] = [next[to]!, next[from]!];
	return next;
}

const NARROW_PX = 640;
const LINE_PX = 18;
/** Lines of a cell that wraps. */
const WRAPPED_LINES = 3;
const PADDING_PX: Record<Density, number> = { compact: 7, normal: 14, relaxed: 22 };
/** The second line of a card, the gap before it, and room for a thumb. */
const CARD_PX = 26;

/** Below this width the rows of a table become cards. */
export function isNarrow(width: number): boolean {
	return width < NARROW_PX;
}

/** All rows have the same height, so that any offset in a day can be computed. */
export function rowHeight(
	width: number,
	{ density, wrap }: Pick<TableSettings, 'density' | 'wrap'>,
): number {
	const lines = wrap ? WRAPPED_LINES : 1;
	return lines * LINE_PX + PADDING_PX[density] + (isNarrow(width) ? CARD_PX : 0);
}
