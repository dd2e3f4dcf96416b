/** Answers as they look, by the name of the operation. A test checks them against the schemas. */
const id = '01936b3f-6c2a-7d31-9a44-5f0c8e7b1d20';
const day = '2026-11-30';
const ts = '2026-11-30T09:14:03.120+01:00';
const entry = {
	...{ ts, user: 'alice', tool: 'web.get', args: { url: 'https://example.com' }, status: 'ok' },
	...{ result_chars: 14, result_snippet: 'Example Domain', id },
};
const row = { ref: '78-23piyf', entry };
const damaged = {
	...{ position: 41, ref: '4k2-1b9zx0q', reason: 'torn', bytes: 52 },
	raw: '{"ts": "2026-11-30T08:02:11", "user": "alice", "too',
};
const counts = { total: 42, ok: 36, error: 3, denied: 2, other: 0, damaged: 1 };
const parts = {
	counts,
	tools: [{ tool: 'web.get', counts }],
	bucketSeconds: 300,
	buckets: [{ start: '2026-11-30T08:10:00.000Z', counts }],
};
const looked = { days: 8, bytes: 202_881, oldestDay: '2026-11-14', bytesTotal: 202_881 };
const whole = { complete: true, unreadable: [] };
const cursor = `${day}.18204.3.1`;

export const receipt = { written: true, id, ts, day };
export const call = {
	...{ tool: 'web.get', args: { url: 'https://example.com' }, status: 'ok' },
	...{ result: 'Example Domain', duration_ms: 180, session: 'morning' },
};
export const error = {
	error: {
		...{ code: 'BAD_REQUEST', message: 'day: Give a calendar date that exists, as YYYY-MM-DD.' },
		requestId: '4f0c2d1e-8a6b-4c3d-9e2f-1a0b9c8d7e6f',
	},
};
export const storedEntry = entry;
export const files = { dates: [day, '2026-11-29'] };

export const examples: Record<string, unknown> = {
	health: { status: 'ok', version: '1.2.0' },
	listUsers: { users: ['alice', 'bob'] },
	listDaysWithCounts: {
		days: [{ day, bytes: 18_204, modified: '2026-11-30T08:14:03.121Z', counts }],
		...{ complete: true, today: day, timeZone: 'Europe/Berlin' },
	},
	readPage: { day, total: 42, entries: [{ position: 40, ...row }], damaged: [damaged] },
	readRecent: { entries: [{ user: 'alice', day, ...row }], ...whole },
	readRecentAllUsers: { entries: [{ user: 'alice', day, ...row }], ...whole },
	search: { entries: [{ day, ...row }], cursor: null, looked, ...whole },
	readEntry: {
		row: { kind: 'entry', position: 40, ...row },
		raw: JSON.stringify(entry),
		bytes: JSON.stringify(entry).length,
		previous: { position: 39, ref: '6w-9x2k1m' },
		next: { position: 41, ref: damaged.ref },
	},
	readSummary: parts,
	readSummaryOverDays: { ...parts, looked, ...whole },
	readSummaryAllUsers: { ...parts, looked, ...whole },
	readSecrets: {
		days: [
			{
				...{ day, calls: 1, secrets: 1, rules: [{ rule: 'password', count: 1 }] },
				rows: [
					{
						...{ position: 12, ref: '2f-1k9m3x' },
						secrets: [{ field: 'args', rule: 'password', hash: '8c21f0d4', count: 1 }],
					},
				],
				...{ damaged: 0, looked: { bytes: 18_204, bytesTotal: 18_204 } },
			},
		],
		distinct: {
			...{ count: 1, exact: true },
			secrets: [
				{
					...{ hash: '8c21f0d4', rules: ['password'], count: 1, days: 1 },
					last: { day, position: 12, ref: '2f-1k9m3x' },
				},
			],
		},
		...{ looked: { days: 8, daysTotal: 8 }, ...whole },
	},
	tail: { type: 'rows', cursor, day, rows: [{ kind: 'entry', position: 41, ...row }] },
	changes: { type: 'change', user: 'alice', day, bytes: 18_420, added: 1, late: 0 },
};
