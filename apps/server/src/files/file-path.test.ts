import { expect, test } from 'vitest';
import { isVisibleName, parseNewFilePath } from './file-path.ts';

test.each([
	'tool_audit',
	'TOOL_AUDIT',
	'Tool_Audit',
	'ｔｏｏｌ＿ａｕｄｉｔ',
	'tool\u200b_audit',
	'tool_audit\u200d',
	'tool\u00ad_audit',
	'\ufefftool_audit',
	'tool_audit.',
	'tool_audit ',
	'.hidden',
	'.',
	'..',
])('the panel does not show %j', (name) => {
	expect(isVisibleName(name)).toBe(false);
});

test.each(['tool_audits', 'my tool_audit', 'audit', 'tool-audit', 'a.tool_audit'])(
	'%j is an ordinary name',
	(name) => {
		expect(isVisibleName(name)).toBe(true);
	},
);

const sentenceAbout = (path: string): string => {
	try {
		parseNewFilePath(path, 'path');
		return '';
	} catch (error) {
		return (error as Error).message;
	}
};

test.each([
	['notes/plan.md', ''],
	['a b.md', ''],
	['', 'Give the file a name.'],
	[' ', 'Give the file a name.'],
	['../x', 'Leave out “..”: a file is always inside your folder.'],
	['a/./x', 'Leave out “.”: a file is always inside your folder.'],
	['..', 'Leave out “..”: a file is always inside your folder.'],
	['/etc/x', /^Give the place inside your folder/],
	['C:\\x', /^Give the place inside your folder/],
	['c:/x', /^Give the place inside your folder/],
	['a//b', 'Give each folder a name: two / follow each other.'],
	['a/', 'Give a name for the file after the last /.'],
	['a\nb', 'A name can’t have line breaks or other control characters.'],
	['a\0', 'A name can’t have line breaks or other control characters.'],
	['\ud800', 'A name can’t have line breaks or other control characters.'],
	['a\\b', 'A name can’t have a backslash. Put / between folders.'],
	['notes/.env', 'A name can’t begin with a dot: such files are not shown here.'],
	['Tool_Audit/x', 'The name tool_audit is kept for the log. Choose another one.'],
	['ä'.repeat(128), /^A name has at most 255 bytes/],
	['x/'.repeat(25) + 'x', 'A file can be in at most 24 folders.'],
	['x'.repeat(4_097), 'A name with its folders has at most 4096 characters.'],
])('of a new file at %j it is said: %s', (path, sentence) => {
	expect(sentenceAbout(path)).toMatch(sentence === '' ? /^$/ : sentence);
});
