export interface Mutant {
	/** What is wrong in the mutated code. */
	name: string;
	/** The file, relative to the root. */
	file: string;
	from: string;
	to: string;
	/** The package with the tests that must fail. */
	folder: string;
	/** The names of their files, as arguments for Vitest. */
	tests: string;
}

const CORE = 'packages/audit-core';
const CAPTURE = 'packages/audit-capture';
const ACCOUNTS = 'packages/accounts';
const SERVER = 'apps/server';
const WEB = 'apps/web';

export const MUTANTS: Mutant[] = [
	{
		name: 'kept matches are thinned, but their stride is not doubled',
		file: `${CORE}/src/read/index/match-index.ts`,
		from: 'stride: stride * 2',
		to: 'stride',
		...{ folder: CORE, tests: 'read-matches' },
	},
	{
		name: 'a filtered page from the end has no limit in bytes',
		file: `${CORE}/src/read/query/page.ts`,
		from: 'while (bytes > PAGE_BYTES_MAX && rows.length > 1)',
		to: 'while (bytes < 0)',
		...{ folder: CORE, tests: 'read-hostile' },
	},
	{
		name: 'shared work continues when the last waiting caller is gone',
		file: `${CORE}/src/read/index/single-flight.ts`,
		from: 'if (--flight.waiting === 0) flight.stop.abort();',
		to: 'flight.waiting--;',
		...{ folder: CORE, tests: 'read-stop' },
	},
	{
		name: 'the count of vanished files is never reset',
		file: `${CORE}/src/write/day-queue.ts`,
		from: '\t\tvanished = 0;\n\t\tacknowledge(batches);',
		to: '\t\tacknowledge(batches);',
		...{ folder: CORE, tests: 'write-faults' },
	},
	{
		name: 'only one entry of each log is read ahead',
		file: `${CORE}/src/read/query/recent-all-users.ts`,
		from: 'LOOK_AHEAD_ENTRIES = 64',
		to: 'LOOK_AHEAD_ENTRIES = 1',
		...{ folder: CORE, tests: 'read-contract' },
	},
	{
		name: 'a search without time left searches the end of the same day again and again',
		file: `${CORE}/src/read/query/search.ts`,
		from: '(day === after.day && after.offset === 0)',
		to: 'false',
		...{ folder: CORE, tests: 'read-index' },
	},
	{
		name: 'counts of an overwritten file are used for the new one',
		file: `${CORE}/src/read/index/known-days.ts`,
		from: 'found.listed.changedMs === listed.changedMs',
		to: 'found.listed.changedMs > 0',
		...{ folder: CORE, tests: 'read-index' },
	},
	{
		name: 'a local time that occurs twice means the second one',
		file: `${CORE}/src/format/time.ts`,
		from: 'offsetAt(wallMs - before) === before) return wallMs - before',
		to: 'offsetAt(wallMs - before) === before) return wallMs - after',
		...{ folder: CORE, tests: 'format/time.test' },
	},
	{
		name: 'a successful sign-in counts as a failed attempt of its address',
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
		name: 'an export does not name the key that was used',
		file: `${SERVER}/src/http/export.ts`,
		from: '...doneWith(principal),',
		to: '',
		...{ folder: SERVER, tests: 'test/export' },
	},
	{
		name: 'the use of a key is not recorded',
		file: `${ACCOUNTS}/src/keys.ts`,
		from: '\t\t\tnoteUse(row);\n',
		to: '',
		...{ folder: ACCOUNTS, tests: 'keys' },
	},
	{
		name: 'every use of a key is recorded',
		file: `${ACCOUNTS}/src/keys.ts`,
		from: 'if (now.getTime() - before <= LAST_USED_PRECISION_MS) return;',
		to: '',
		...{ folder: ACCOUNTS, tests: 'keys' },
	},
	{
		name: 'a session that is used expires',
		file: `${ACCOUNTS}/src/auth.ts`,
		from: 'updateAge: SESSION_REFRESH_SECONDS',
		to: 'disableSessionRefresh: true',
		...{ folder: ACCOUNTS, tests: 'sessions' },
	},
	{
		name: 'a live view does not reset its retry delay after an event',
		file: `${WEB}/src/lib/audit/live/changes.svelte.ts`,
		from: "this.state = 'open';\n\t\t\t\tthis.#delay = RETRY_FIRST_MS;",
		to: "this.state = 'open';",
		...{ folder: WEB, tests: 'live/changes' },
	},
	{
		name: 'a live view does not reset its retry delay after a pause',
		file: `${WEB}/src/lib/audit/live/changes.svelte.ts`,
		from: 'clearTimeout(this.#timer);\n\t\tthis.#delay = RETRY_FIRST_MS;',
		to: 'clearTimeout(this.#timer);',
		...{ folder: WEB, tests: 'live/changes' },
	},
	{
		name: 'a header of a private key begins inside another one',
		file: `${CORE}/src/format/redact/rules/general.ts`,
		from: '{0,80}(?=[\\n\\\\]))',
		to: '{0,80})',
		...{ folder: CORE, tests: 'redactor' },
	},
	{
		name: 'the first entries are not searched',
		file: `${CORE}/src/format/encode.ts`,
		from: 'return toBytes(redacting(call, name, charsMax));\n\t\tconst',
		to: 'return toBytes(keeping(call, name, charsMax));\n\t\tconst',
		...{ folder: CORE, tests: 'encode-redaction' },
	},
	{
		name: 'a line is not searched in the notation of JSON within JSON',
		file: `${CORE}/src/format/redact/search.ts`,
		from: '.flatMap((text) => levelsOf(text).map(asBytes))',
		to: '.map(asBytes)',
		...{ folder: CORE, tests: 'redaction' },
	},
	{
		name: 'a line with the escapes of other programs is not searched',
		file: `${CORE}/src/format/redact/search.ts`,
		from: ', ...ESCAPES]',
		to: ']',
		...{ folder: CORE, tests: 'redaction' },
	},
	{
		name: 'a truncated text is not searched behind its end',
		file: `${CORE}/src/format/text-policy.ts`,
		from: 'redactor?.mayHoldBehind(text, head.length)',
		to: 'redactor?.mayHoldBehind(head, head.length)',
		...{ folder: CORE, tests: 'redaction' },
	},
	{
		name: 'escapes are resolved two levels deep',
		file: `${CORE}/src/format/redact/views.ts`,
		from: 'LEVELS_MAX = 4',
		to: 'LEVELS_MAX = 2',
		...{ folder: CORE, tests: 'redaction' },
	},
	{
		name: 'a secret that begins behind the kept part is not searched',
		file: `${CORE}/src/format/redact/search.ts`,
		from: 'end + aheadOf(text, end)), budget)',
		to: 'end), budget)',
		...{ folder: CORE, tests: 'redactor' },
	},
	{
		name: 'what the budget does not cover is written',
		file: `${CORE}/src/format/redact/search.ts`,
		from: 'found.push({ rule: UNSEARCHED, from: hit.start, to: text.length });',
		to: '',
		...{ folder: CORE, tests: 'redact' },
	},
	{
		name: 'an allowed value is redacted',
		file: `${CORE}/src/format/redact/redactor.ts`,
		from: 'allowed.has(secret) ? secret : ',
		to: '',
		...{ folder: CORE, tests: 'redact' },
	},
	{
		name: 'marks that are written already are counted as secrets',
		file: `${CORE}/src/format/find-secrets.ts`,
		from: 'WRITTEN_MARK.test(secret) || ',
		to: '',
		...{ folder: CORE, tests: 'find-secrets' },
	},
	{
		name: 'different secrets of a field are counted as one',
		file: `${CORE}/src/format/find-secrets.ts`,
		from: '`${field} ${rule} ${hash}`',
		to: '`${field} ${rule}`',
		...{ folder: CORE, tests: 'find-secrets' },
	},
	{
		name: 'counts by another key keep the hashes of the key before',
		file: `${CORE}/src/read/index/secrets-view.ts`,
		from: 'RULES}-${hashOf(search)}`',
		to: 'RULES}-${hashOf(words)}`',
		...{ folder: CORE, tests: 'secrets' },
	},
	{
		name: 'positions of later ranges begin at 0',
		file: `${CORE}/src/read/scan/secrets.ts`,
		from: 'position: rows + item.position',
		to: 'position: item.position',
		...{ folder: CORE, tests: 'secrets' },
	},
	{
		name: 'counts by other own words are kept under the same name',
		file: `${CORE}/src/read/index/secrets-view.ts`,
		from: '`secrets.${REDACTION_RULES}-${hashOf(search)}`',
		to: '`secrets.${REDACTION_RULES}`',
		...{ folder: CORE, tests: 'secrets' },
	},
	{
		name: 'a day that grows is not counted again',
		file: `${SERVER}/src/audit/secrets-count.ts`,
		from: 'looked.bytes < looked.bytesTotal',
		to: 'false',
		...{ folder: SERVER, tests: 'secrets-count' },
	},
	{
		name: 'Esc while a command runs counts as denied',
		file: `${CAPTURE}/src/claude-code/transcript-outcome.ts`,
		from: "\tif (denialKind !== '') return { status: 'error', result: text, reason: 'interrupted' };",
		to: "\tif (denialKind !== '') return denied('user', text);",
		...{ folder: CAPTURE, tests: 'transcript' },
	},
	{
		name: 'the sweep goes on from the line of a result',
		file: `${CAPTURE}/src/claude-code/transcript.ts`,
		from: 'captured: captured(call, outcomeOf(result), answer), offset: call.offset',
		to: 'captured: captured(call, outcomeOf(result), answer), offset',
		...{ folder: CAPTURE, tests: 'one-entry' },
	},
	{
		name: 'a claim that was made twice is taken twice',
		file: `${CAPTURE}/src/claims.ts`,
		from: "\t\t\tif (codeOf(error) === 'EEXIST') return false;",
		to: "\t\t\tif (codeOf(error) === 'EEXIST') return true;",
		...{ folder: CAPTURE, tests: 'one-entry' },
	},
	{
		name: 'a call that could not be written keeps its claim',
		file: `${CAPTURE}/src/write-calls.ts`,
		from: '\t\t\t\tclaims.release(captured.call.call_id);\n',
		to: '',
		...{ folder: CAPTURE, tests: 'hook-process' },
	},
	{
		name: 'a call is not looked for on the day before its start',
		file: `${CAPTURE}/src/recorded.ts`,
		from: '\n\t\t\t.add(log.dayOf(startMs - DAY_MS))',
		to: '',
		...{ folder: CAPTURE, tests: 'import recorded one-entry' },
	},
	{
		name: 'a batch decides about any text',
		file: `${CAPTURE}/src/claude-code/payload.ts`,
		from: "return isToolUseError(text) ? { status: 'error', result: errorText(text) } : null;",
		to: "return { status: 'error', result: errorText(text) };",
		...{ folder: CAPTURE, tests: 'payload' },
	},
	{
		name: 'a hook writes without redaction when own words can’t be read',
		file: `${CAPTURE}/src/hook/handle-event.ts`,
		from: 'await loadRedactFile(redact);',
		to: 'await loadRedactFile(redact).catch(() => undefined);',
		...{ folder: CAPTURE, tests: 'hook-process' },
	},
	{
		name: 'the calls of a living session are ended',
		file: `${CAPTURE}/src/claude-code/day-cursor.ts`,
		from: 'now() - file.writtenMs > OVER_AFTER_MS',
		to: 'now() - file.writtenMs > 0',
		...{ folder: CAPTURE, tests: 'import' },
	},
	{
		name: 'a call that took long counts as recorded later',
		file: `${CORE}/src/write/start.ts`,
		from: 'now.epochMs - start.epochMs - durationMs > LATE_AFTER_MS',
		to: 'now.epochMs - start.epochMs > LATE_AFTER_MS',
		...{ folder: CORE, tests: 'record-at' },
	},
	{
		name: 'a nested id counts as that of the call',
		file: `${CORE}/src/read/scan/calls.ts`,
		from: '\t\tif (close !== end - 1) return false;\n',
		to: '',
		...{ folder: CORE, tests: 'read-calls' },
	},
	{
		name: 'calls that are lost while a gap is written are forgotten',
		file: `${CORE}/src/write/outage.ts`,
		from: 'lost + unconfirmed > 0 ? { ...outage, lost, unconfirmed } : null',
		to: 'null',
		...{ folder: CORE, tests: 'write-faults' },
	},
	{
		name: 'the change that is made need not be the one that was shown',
		file: `${SERVER}/src/capture/agents.ts`,
		from: '\tif (preview.fingerprint === fingerprint) return;',
		to: '\tif (fingerprint) return;',
		...{ folder: SERVER, tests: 'capture' },
	},
	{
		name: 'a name that another site made lead here is taken for this machine',
		file: `${SERVER}/src/capture/local.ts`,
		from: "return isPeer && LOOPBACK_NAMES.has(hostname.replace(/:\\d+$/, '')) && isLoopbackPage(headers);",
		to: 'return isPeer && isLoopbackPage(headers);',
		...{ folder: SERVER, tests: 'capture' },
	},
];
