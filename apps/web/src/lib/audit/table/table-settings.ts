import { labelOf, type CallField } from '../call-fields.ts';
import { CELL_CHARS_MAX } from '../row-view.ts';
import type { TimeMode } from '../times.ts';

export const COLUMN_IDS = [
	'position',
	'time',
	'tool',
	'status',
	'args',
	'result',
	'duration',
	'agent',
	'session',
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
	/** Width if none is set, in px: a fixed one, or a share of the room and its least. */
	px: number;
	share?: number;
	/** The least width that a user can set, in px. */
	minPx: number;
}

export const COLUMNS: Record<ColumnId, ColumnKind> = {
	user: { label: 'User', px: 96, minPx: 60 },
	day: { label: 'Day', px: 72, minPx: 60 },
	position: { label: 'Row', px: 64, minPx: 40 },
	time: { label: 'Time', px: 112, minPx: 60 },
	tool: { label: 'Tool', px: 148, share: 0.8, minPx: 80 },
	status: { label: 'Status', px: 84, minPx: 28 },
	args: { label: 'Args', px: 160, share: 1.6, minPx: 80 },
	result: { label: 'Result', px: 120, share: 1.3, minPx: 80 },
	duration: fieldColumn('duration', 84),
	agent: fieldColumn('agent', 104),
	session: fieldColumn('session', 104),
	chars: { label: 'Characters', px: 84, minPx: 48 },
	source: fieldColumn('source', 104),
	deniedBy: fieldColumn('deniedBy', 84),
	reason: fieldColumn('reason', 208),
	model: fieldColumn('model', 136),
	host: fieldColumn('host', 104),
	cwd: fieldColumn('cwd', 184),
	mcpServer: fieldColumn('mcpServer', 104),
	subagent: fieldColumn('subagent', 104),
	callId: fieldColumn('callId', 136),
	recorded: fieldColumn('recorded', 136),
};

function fieldColumn(id: CallField, px: number): ColumnKind {
	return { label: labelOf(id), px, minPx: 48 };
}

/** Columns whose numbers end at one edge. */
export const NUMBERS: ReadonlySet<ColumnId> = new Set(['duration', 'chars', 'position']);

export type Density = 'compact' | 'normal' | 'relaxed';

export interface TableSettings {
	/** In their order. */
	columns: (typeof COLUMN_IDS)[number][];
	/** In px, where the user set one. */
	widths: Partial<Record<ColumnId, number>>;
	density: Density;
	/** The text of cells wraps. */
	wrap: boolean;
	times: TimeMode;
	milliseconds: boolean;
	timeline: boolean;
	/** Repeated calls are folded into one row. */
	fold: boolean;
}

export const DEFAULTS: TableSettings = {
	columns: ['time', 'tool', 'status', 'args', 'result', 'duration'],
	widths: {},
	density: 'normal',
	wrap: false,
	times: 'log',
	milliseconds: false,
	timeline: true,
	fold: false,
};

/** The columns that version 1.0 showed, and stored with any other setting. */
const DEFAULT_COLUMNS_1_0 = 'time,tool,status,args,result';
/**
 * The name of `times` in version 1.0, which stored `recorded` with any other setting: it was the default, and no
 * choice.
 */
const TIMES_1_0 = 'time';

export const WIDTH_PX_MAX = 2_000;
const GAP_PX = 12;
/** Before the first and after the last column. */
const EDGES_PX = 34;

/** Settings from this browser's storage, which may be of another version, or invalid. */
export function readSettings(stored: unknown): TableSettings {
	if (typeof stored !== 'object' || stored === null) return DEFAULTS;
	const some = stored as Partial<Record<keyof TableSettings | typeof TIMES_1_0, unknown>>;
	const oneOf = <Value>(value: unknown, values: readonly Value[], fallback: Value) =>
		values.includes(value as Value) ? (value as Value) : fallback;
	const columns = Array.isArray(some.columns)
		? [...new Set(some.columns)].filter((id) => COLUMN_IDS.includes(id as never))
		: [];
	return {
		columns:
			columns.length > 0 && columns.join() !== DEFAULT_COLUMNS_1_0
				? (columns as TableSettings['columns'])
				: DEFAULTS.columns,
		widths: readWidths(some.widths),
		density: oneOf(some.density, ['compact', 'normal', 'relaxed'], DEFAULTS.density),
		wrap: oneOf(some.wrap, [true, false], DEFAULTS.wrap),
		times: oneOf(
			some.times,
			['log', 'utc', 'local', 'recorded'],
			oneOf(some[TIMES_1_0], ['local', 'utc'], DEFAULTS.times),
		),
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
		const { px, share } = COLUMNS[id];
		const width = widths[id];
		if (width === undefined) return share ? `minmax(${px}px, ${share}fr)` : `${px}px`;
		return index === columns.length - 1 && columns.every((one) => isFixed(one, widths))
			? `minmax(${width}px, 1fr)`
			: `${width}px`;
	});
	return tracks.join(' ');
}

const isFixed = (id: ColumnId, widths: TableSettings['widths']) =>
	widths[id] !== undefined || COLUMNS[id].share === undefined;

/** The least width of the columns; in a narrower room the table scrolls sideways. */
export function minWidth(columns: ColumnId[], widths: TableSettings['widths']): number {
	const needed = columns.map((id) => widths[id] ?? COLUMNS[id].px);
	return needed.reduce((sum, width) => sum + width + GAP_PX, EDGES_PX - GAP_PX);
}

/** The width that a column has in a table of this width, in px. */
export function widthOf(
	id: ColumnId,
	tableWidth: number,
	columns: ColumnId[],
	widths: TableSettings['widths'],
): number {
	const least = widths[id] ?? COLUMNS[id].px;
	if (isFixed(id, widths)) return least;
	// As a grid does it: a column that would get less than its least keeps that, and the others share the rest.
	let growing = columns.filter((one) => !isFixed(one, widths));
	for (;;) {
		const fixed = columns.filter((one) => !growing.includes(one));
		const room = tableWidth - minWidth(fixed, widths) - growing.length * GAP_PX;
		const shares = growing.reduce((sum, one) => sum + COLUMNS[one].share!, 0);
		const widthOfShare = (one: ColumnId) => (room * COLUMNS[one].share!) / shares;
		const wide = growing.filter((one) => widthOfShare(one) >= COLUMNS[one].px);
		if (!wide.includes(id)) return least;
		if (wide.length === growing.length) return widthOfShare(id);
		growing = wide;
	}
}

/** The least and the usual width of a character of the rows, in px. */
const CHAR_PX_MIN = 6;
export const CHAR_PX = 7.25;

/**
 * The most characters of a text that a cell of a table of this width can show. More would be invisible, and cost as
 * much as visible text: most of the time to render a row goes into its longest texts.
 */
export function charsShown(
	widthMax: number,
	columns: ColumnId[],
	{ widths, wrap }: Pick<TableSettings, 'widths' | 'wrap'>,
): number {
	const widest = isNarrow(widthMax)
		? widthMax
		: Math.max(
				// A detail beside the table can make cards of its rows.
				NARROW_PX,
				...columns.map((id) => widthOf(id, widthMax, columns, widths)),
				...Object.values(widths),
			);
	const chars = Math.ceil(widest / CHAR_PX_MIN) * (wrap ? WRAPPED_LINES : 1);
	return Math.min(chars, CELL_CHARS_MAX);
}

/** Puts a column before another one, or at the end. */
export function movedBefore<Id>(columns: Id[], id: Id, before: Id | undefined): Id[] {
	if (id === before) return columns;
	const others = columns.filter((other) => other !== id);
	const at = before === undefined ? others.length : others.indexOf(before);
	return at === -1 ? columns : [...others.slice(0, at), id, ...others.slice(at)];
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

const NARROW_PX = 480;
const LINE_PX = 20;
/** Lines of a cell that wraps. */
const WRAPPED_LINES = 3;
const PADDING_PX: Record<Density, number> = { compact: 4, normal: 8, relaxed: 16 };
/** The second line of a card, and room for a thumb. */
const CARD_PX = 24;

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
