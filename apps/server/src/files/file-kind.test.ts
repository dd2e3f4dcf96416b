import { expect, test } from 'vitest';
import { imageType, kindOfName } from './file-kind.ts';

test.each([
	['README.md', 'markdown'],
	['NOTES.MARKDOWN', 'markdown'],
	['photo.JPG', 'image'],
	['drawing.svg', 'image'],
	['archive.tar.gz', 'binary'],
	['Makefile', 'text'],
	['script.py', 'text'],
	['constructor', 'text'],
	['x.__proto__', 'text'],
])('%s is %s', (name, kind) => {
	expect(kindOfName(name)).toBe(kind);
});

test('only images have a media type', () => {
	expect(imageType('a.png')).toBe('image/png');
	expect(imageType('a.html')).toBeUndefined();
	expect(imageType('a.toString')).toBeUndefined();
});
