import { expect, test } from 'vitest';
import { AuditError } from '../../errors.ts';
import { createUnreadables, notPlain, reasonOf } from './unreadable.ts';

const DAY = '2026-11-22';
const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'read' });

test('an I/O error is reported with its code, user and day, and without a path', () => {
	expect(reasonOf(systemError('EIO'), 'alice', DAY)).toEqual({
		code: 'unreadable',
		message:
			'2026-11-22 of "alice" can\'t be read (EIO). Check the permissions of the folder and the file.',
	});
	expect(reasonOf(systemError('EIO'), 'alice', null).message).toMatch(/^The log of "alice"/);
});

test.each([
	['a search that took too long', new AuditError('timeout', 'The search took too long.')],
	['a read that was stopped', new AuditError('aborted', 'The scan was stopped.')],
	['a fault of the program', new TypeError('boom')],
])('%s is not attributed to a day', (_, error) => {
	expect(() => createUnreadables().note(error, 'alice', DAY)).toThrow(error);
});

test.each(['EMFILE', 'ENFILE', 'ENOMEM'])(
	'%s is of the machine: everything would be named, so it is an error with a sentence',
	(code) => {
		const note = () => createUnreadables().note(systemError(code), 'alice', DAY);
		expect(note).toThrow(
			expect.objectContaining({
				code: 'exhausted',
				message: expect.stringMatching(`\\(${code}\\)\\. Close other programs`) as string,
			}) as Error,
		);
	},
);

test('many unreadable days of one user are reported together, those of others individually', () => {
	const unreadable = createUnreadables();
	for (let n = 30; n > 0; n--) {
		const day = `2026-11-${String(n).padStart(2, '0')}`;
		unreadable.note(notPlain('alice', day), 'alice', day);
	}
	unreadable.note(notPlain('bob', DAY), 'bob', DAY);
	expect(unreadable.list()).toMatchObject([
		{
			...{ user: 'alice', day: null },
			message: expect.stringMatching(/^30 days of "alice" .* 2026-11-01 to 2026-11-30\./) as string,
		},
		{ user: 'bob', day: DAY, code: 'unsafe-file' },
	]);
});
