export interface Mutant {
	/** What is wrong then. */
	name: string;
	/** Where, from the root. */
	file: string;
	from: string;
	to: string;
	/** The package of the tests that are to see it. */
	folder: string;
	/** Names of their files, as Vitest takes them. */
	tests: string;
}

const CORE = 'packages/audit-core';
const ACCOUNTS = 'packages/accounts';
const SERVER = 'apps/server';
const WEB = 'apps/web';

export const MUTANTS: Mutant[] = [
	{
		name: 'the matches that are kept are thinned, and their stride is not told',
		file: `${CORE}/src/read/index/match-index.ts`,
		from: 'stride: stride * 2',
		to: 'stride',
		...{ folder: CORE, tests: 'read-matches' },
	},
	{
		name: 'a filtered page from the end has no bound of bytes',
		file: `${CORE}/src/read/query/page.ts`,
		from: 'while (bytes > PAGE_BYTES_MAX && rows.length > 1)',
		to: 'while (bytes < 0)',
		...{ folder: CORE, tests: 'read-hostile' },
	},
	{
		name: 'what several wait for goes on when the last of them is gone',
		file: `${CORE}/src/read/index/single-flight.ts`,
		from: 'if (--flight.waiting === 0) flight.stop.abort();',
		to: 'flight.waiting--;',
		...{ folder: CORE, tests: 'read-stop' },
	},
	{
		name: 'files that vanished are counted for ever',
		file: `${CORE}/src/write/day-queue.ts`,
		from: '\t\tvanished = 0;\n\t\tacknowledge(batches);',
		to: '\t\tacknowledge(batches);',
		...{ folder: CORE, tests: 'write-faults' },
	},
	{
		name: 'of each log only the next entry is looked at',
		file: `${CORE}/src/read/query/recent-all-users.ts`,
		from: 'LOOK_AHEAD_ENTRIES = 64',
		to: 'LOOK_AHEAD_ENTRIES = 1',
		...{ folder: CORE, tests: 'read-contract' },
	},
	{
		name: 'a search without time looks at the end of the same day again and again',
		file: `${CORE}/src/read/query/search.ts`,
		from: '(day === after.day && after.offset === 0)',
		to: 'false',
		...{ folder: CORE, tests: 'read-index' },
	},
	{
		name: 'counts of a file that was written over are taken for those of the new one',
		file: `${CORE}/src/read/index/day-counts.ts`,
		from: 'found.listed.changedMs === listed.changedMs',
		to: 'found.listed.changedMs > 0',
		...{ folder: CORE, tests: 'read-index' },
	},
	{
		name: 'a time that the clock showed twice is taken for its second time',
		file: `${CORE}/src/format/time.ts`,
		from: 'offsetAt(wallMs - before) === before) return wallMs - before',
		to: 'offsetAt(wallMs - before) === before) return wallMs - after',
		...{ folder: CORE, tests: 'format/time.test' },
	},
	{
		name: 'who signs in rightly is counted for their address',
		file: `${SERVER}/src/auth/attempt-limit.ts`,
		from: 'await addresses.reward(network);',
		to: '',
		...{ folder: SERVER, tests: 'failed-tries' },
	},
	{
		name: 'a file that was changed during a save is replaced',
		file: `${SERVER}/src/files/save-file.ts`,
		from: 'inodeOf(now) !== inodeOf(stat) || now.mtimeMs !== stat.mtimeMs || now.size !== stat.size',
		to: 'stat.size < 0',
		...{ folder: SERVER, tests: 'files/save' },
	},
	{
		name: 'an export does not name the key it was taken with',
		file: `${SERVER}/src/http/export.ts`,
		from: '...doneWith(principal),',
		to: '',
		...{ folder: SERVER, tests: 'test/export' },
	},
	{
		name: 'the use of a key is not noted',
		file: `${ACCOUNTS}/src/keys.ts`,
		from: '\t\t\tnoteUse(row);\n',
		to: '',
		...{ folder: ACCOUNTS, tests: 'keys' },
	},
	{
		name: 'every use of a key is noted',
		file: `${ACCOUNTS}/src/keys.ts`,
		from: 'if (now.getTime() - before <= LAST_USED_PRECISION_MS) return;',
		to: '',
		...{ folder: ACCOUNTS, tests: 'keys' },
	},
	{
		name: 'a session ends though it is used',
		file: `${ACCOUNTS}/src/auth.ts`,
		from: 'updateAge: SESSION_REFRESH_SECONDS',
		to: 'disableSessionRefresh: true',
		...{ folder: ACCOUNTS, tests: 'sessions' },
	},
	{
		name: 'a live view waits as long as before after an event',
		file: `${WEB}/src/lib/audit/live/changes.svelte.ts`,
		from: "this.state = 'open';\n\t\t\t\tthis.#delay = RETRY_FIRST_MS;",
		to: "this.state = 'open';",
		...{ folder: WEB, tests: 'live/changes' },
	},
	{
		name: 'a live view waits as long as before after a rest',
		file: `${WEB}/src/lib/audit/live/changes.svelte.ts`,
		from: 'clearTimeout(this.#timer);\n\t\tthis.#delay = RETRY_FIRST_MS;',
		to: 'clearTimeout(this.#timer);',
		...{ folder: WEB, tests: 'live/changes' },
	},
];
