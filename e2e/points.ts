/**
 * What the page promises, and the browser test that holds it, at the size where it matters. `tools/test/points.test.ts`
 * finds each test, so that none is renamed or removed unseen. Files are named from the root of the repository.
 */
export interface Point {
	point: string;
	file: string;
	test: string;
}

const SPECS = 'e2e/specs';
const LIB = 'apps/web/src/lib';
const AUDIT = `${LIB}/audit`;
const ACCESSIBILITY = `${SPECS}/accessibility.spec.ts`;
const ADDRESSES = `${SPECS}/addresses.spec.ts`;
const CALENDAR = `${AUDIT}/calendar/CalendarGrid.svelte.test.ts`;
const CALL = `${AUDIT}/entry/EntryDetail.svelte.test.ts`;
const LIVE = `${SPECS}/live.spec.ts`;
const PANEL = `${SPECS}/panel.spec.ts`;
const PRINT = `${SPECS}/print.spec.ts`;
const ROW_DETAIL = `${AUDIT}/entry/RowDetail.svelte.test.ts`;
const SEARCH = `${AUDIT}/filter/SearchField.svelte.test.ts`;
const TABLE = `${AUDIT}/table/LogTable.svelte.test.ts`;
const TIME = `${AUDIT}/filter/TimeControl.svelte.test.ts`;
const TIMELINE = `${AUDIT}/timeline/Timeline.svelte.test.ts`;

const point = (text: string, file: string, test: string): Point => ({ point: text, file, test });

export const POINTS: Record<string, Point[]> = {
	'Finding one’s way': [
		point(
			'Files first, the Audit Log last and collapsed',
			`${LIB}/files/panel/FilesPanel.svelte.test.ts`,
			'shows loose files, then closed groups, the Audit Log last',
		),
		point(
			'Its header stays in sight below 60 files, and it opens at the day of the page',
			PANEL,
			'the Audit Log stays in sight below 60 files, and shows the day of the page',
		),
		point(
			'Days are grouped by month, with numbers of denied and failed calls',
			`${AUDIT}/panel/AuditLogGroup.svelte.test.ts`,
			'open, days are grouped by month, and named with their date first',
		),
		point(
			'Today’s row has room for its live mark',
			LIVE,
			'the panel marks the day as live and updates its count',
		),
		point(
			'Every address names its owner, also one of version 1.0',
			ADDRESSES,
			'an address of version 1.0 names its owner once it is opened, and shows the same calls',
		),
		point(
			'The address bar is as good as Copy link',
			`${SPECS}/links.spec.ts`,
			'a filter set by clicks is a link that shows another admin the same rows',
		),
		point(
			'The filter stays when the day, the user or the calendar changes',
			ADDRESSES,
			'a filter stays when the day changes by the arrows, the calendar and the panel, and with the user',
		),
		point('Rows are links', ADDRESSES, 'the middle button opens a row in a tab of its own'),
		point(
			'The palette finds calls and dates, and offers places',
			PANEL,
			'the palette goes to a place, to a typed date, and searches the calls',
		),
		point(
			'Popovers answer the arrow keys',
			`${LIB}/ui/Popover.svelte.test.ts`,
			'up and down move among its controls, and Escape returns the focus to its button',
		),
		point(
			'Menus answer the arrow keys',
			`${LIB}/ui/Menu.svelte.test.ts`,
			'a letter goes to the next item that begins with it, and the arrows go round',
		),
		point(
			'The calendar answers the arrow keys',
			CALENDAR,
			'the arrows, Home, End and the page keys move the focus, also over days without calls',
		),
		point(
			'On another’s log the whole page says so, and the files are absent',
			PANEL,
			'on another user’s log, the files are absent',
		),
	],
	Time: [
		point('A span is typed', TIME, 'a span is typed with the keyboard alone'),
		point('A span is picked', TIME, 'days are picked by the arrow keys'),
		point('A span goes over midnight', TIME, 'a span over midnight leads beyond the day'),
		point(
			'A preset stays in the address',
			ADDRESSES,
			'the last hour stays the last hour in the address, and leads from a day to all days',
		),
		point(
			'The timeline has times at the pointer',
			TIMELINE,
			'shows the time and the counts at the pointer, and where there are none',
		),
		point(
			'The timeline has times while dragging',
			TIMELINE,
			'a drag selects whole bars, and shows the times while dragging',
		),
		point('Zoom and back', TIMELINE, 'a click goes to the time, and the way back is a button'),
	],
	'The table': [
		point(
			'A fill at most for errors, and none where all rows are alike',
			TABLE,
			'only errors are filled, and nothing where every row has the same status',
		),
		point(
			'Every hit is seen in its row',
			TABLE,
			'a hit far into the args and the result is seen in its row',
		),
		point(
			'Recorded text alone is marked',
			`${LIB}/ui/mark-found.svelte.test.ts`,
			'marks recorded text alone, not the words of the page',
		),
		point(
			'Recorded text as it is',
			PRINT,
			'recorded text has no ligatures: in rows, in a call, in the editor and on paper',
		),
		point(
			'A handle that a hand can hit',
			TABLE,
			'the edge of a column is as high as the head, and wide enough for a hand',
		),
		point(
			'A double click fits a column',
			TABLE,
			'a double click on the edge of a column fits it to its widest text',
		),
		point(
			'Columns are dragged in the head',
			TABLE,
			'a column is dragged to another place in the head',
		),
		point(
			'Least widths, and a scroll sideways',
			TABLE,
			'in a narrow table the columns keep their least widths and scroll sideways',
		),
		point(
			'Times of another date or offset are marked',
			TABLE,
			'a time of another date or offset says so',
		),
		point('Ctrl+P prints the day', PRINT, 'Ctrl+P prints the day, and not the page around it'),
		point('The View menu shows all of itself', PRINT, 'the View menu shows all of itself'),
		point('New calls cover no row', LIVE, 'nothing moves while a row is read'),
	],
	'The call in full': [
		point(
			'It can be resized',
			`${AUDIT}/table/WithDetail.svelte.test.ts`,
			'its width is set by keys within its bounds, and a double-click resets it',
		),
		point(
			'When it was, and how long ago',
			CALL,
			'says when a call was, how long ago, and that it was recorded later',
		),
		point('Denied because … first', CALL, 'shows what was denied and why, and the arguments'),
		point(
			'Arguments once, rendered, without types',
			CALL,
			'shows a command as a block before the other arguments, each once and without types',
		),
		point('A JSON switch', CALL, 'the arguments as JSON have every digit, and the choice is kept'),
		point(
			'ANSI colours as an option',
			CALL,
			'terminal colours are shown on request, and other escapes are marked',
		),
		point(
			'A diff side by side or unified',
			CALL,
			'a difference is side by side where there is room',
		),
		point(
			'Actions in one quiet place',
			ROW_DETAIL,
			'one menu copies the call, and filters by everything it has',
		),
		point(
			'The raw line is folded',
			ROW_DETAIL,
			'the raw line is folded, with its length and its row',
		),
	],
	'One language': [
		point(
			'Chips are the state',
			`${AUDIT}/filter/FilterChips.svelte.test.ts`,
			'a chip is a sentence whose parts change the filter',
		),
		point(
			'The button of regular expressions keeps its state',
			SEARCH,
			'a regular expression is still one when the text was deleted, and typed again',
		),
		point(
			'What is wrong with one is said under the field',
			SEARCH,
			'what is wrong with the text is said under the field, and nothing moves',
		),
		point(
			'No header jumps when data arrives',
			`${SPECS}/hostile.spec.ts`,
			'a button about to be tapped stays in place when the counts arrive',
		),
		point(
			'Home shows what was denied and what failed',
			`${SPECS}/home.spec.ts`,
			'a denied or failed call is one click from Home',
		),
		point(
			'Back closes the drawer of a phone',
			PANEL,
			'Back closes the drawer, and a page opened from it follows the page before',
		),
		point(
			'On a phone, a call is a card with all it has',
			TABLE,
			'on a phone a row is a card with everything a row has',
		),
		point(
			'The sample data has just happened, to the person who took it',
			'apps/server/src/sample/sample-data.test.ts',
			'the newest call was a few minutes ago, and all keep their distances',
		),
	],
	'Beside these': [
		point('The weight of a day', `${SPECS}/weight.spec.ts`, 'a day loads at most'),
		point(
			'No layout shift after the first rows',
			`${SPECS}/steady.spec.ts`,
			'nothing moves after the first rows are shown',
		),
		point('axe is clean', ACCESSIBILITY, 'axe finds nothing: '),
		point(
			'The keyboard alone',
			`${SPECS}/keyboard.spec.ts`,
			'the last denied call is found, understood and shared without a mouse',
		),
	],
};
