import { expect, test } from 'vitest';
import { cutPath, withCutPaths } from './cut-paths.ts';

test('a path keeps as many of its last parts as there is room for', () => {
	const path = '/home/dana/shop/src/cart/total.ts';
	expect(cutPath(path, 40)).toBe(path);
	expect(cutPath(path, 20)).toBe('…/src/cart/total.ts');
	expect(cutPath(path, 18)).toBe('…/cart/total.ts');
	expect(cutPath(path, 5)).toBe('…/total.ts');
	expect(cutPath('/srv/nightly/cache/', 10)).toBe('…/cache/');
	expect(cutPath('/one-long-name.tar.gz', 10)).toBe('/one-long-name.tar.gz');
});

test('only the path at the edge of the cell is cut', () => {
	const args = [
		{ name: 'path', value: '/etc/hosts' },
		{ name: 'to', value: '/home/dana/shop/src/cart/total.ts' },
		{ name: 'mode', value: 'copy' },
	];
	const shown = withCutPaths(args, 40);
	expect(shown.map(({ value }) => value)).toEqual(['/etc/hosts', '…/src/cart/total.ts', 'copy']);
	expect(withCutPaths(args, 200)).toBe(args);
	expect(withCutPaths(args, 24)).toBe(args);
});

test('a path is known by its look, too, and nothing else is cut', () => {
	const cut = (name: string, value: string) => withCutPaths([{ name, value }], 20)[0]!.value;
	expect(cut('where', '~/shop/src/cart/total.ts')).toBe('…/total.ts');
	expect(cut('path', 'shop/src/cart/total.ts')).toBe('…/cart/total.ts');
	expect(cut('path', '/My Files/src/cart/total.ts')).toBe('…/cart/total.ts');
	for (const value of [
		'alice@example.com, bob@example.com',
		'see a/b for what is meant',
		'https://example.com/a/very/long/page',
	]) {
		expect(cut('to', value)).toBe(value);
	}
	expect(cut('command', 'cat /home/dana/shop/src/cart/total.ts')).toBe(
		'cat /home/dana/shop/src/cart/total.ts',
	);
});
