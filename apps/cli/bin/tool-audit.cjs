#!/usr/bin/env node
'use strict';
// Runs on any Node: a version that is too old for the code prints a message instead of a syntax error.
var wanted = [24, 7];
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
if (major < wanted[0] || (major === wanted[0] && Number(parts[1]) < wanted[1])) {
	process.stderr.write(
		'tool-audit needs Node ' +
			wanted.join('.') +
			' or newer, and this is Node ' +
			process.versions.node +
			'. Install a newer one from https://nodejs.org, then run the command again.\n',
	);
	process.exit(1);
}
import('../dist/main.js').catch(function (error) {
	process.stderr.write(String(error && error.stack) + '\n');
	process.exit(1);
});
