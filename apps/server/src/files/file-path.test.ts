import { expect, test } from 'vitest';
import { isVisibleName } from './file-path.ts';

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
