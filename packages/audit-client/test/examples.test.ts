/** The examples of the public docstrings compile. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileExamples } from '../../../tools/packages/compile-examples.ts';

const PACKAGES = join(import.meta.dirname, '../node_modules').replaceAll('\\', '/');
const GIVEN = `
import { writeFile } from 'node:fs/promises';
import { createTRPCClient } from '${PACKAGES}/@trpc/client/dist/index.mjs';
import {
	createAuditClient, isAuditClientError, type AuditApi, type AuditClient, type RecordInput,
} from 'src/index.ts';
import { AuditClientError, createFakeClient, openMemoryLog } from 'src/testing.ts';
import { auditLinks, withOptions, type AuditRouter } from 'src/trpc.ts';

declare const audit: AuditApi;
declare const client: AuditClient;
declare const call: RecordInput;
declare const [apiKey, day, ref, text, url]: [string, string, string, string, string];
declare const trpc: ReturnType<typeof createTRPCClient<AuditRouter>>;
declare function askForNewKey(): void;
declare function programUnderTest(client: AuditClient): Promise<void>;
declare function expect(value: unknown): { toHaveLength(length: number): void };
`;

test('the examples of docstrings compile', () => {
	const { count, said } = compileExamples({
		folder: join(import.meta.dirname, '..'),
		given: GIVEN,
	});
	expect(count).toBeGreaterThan(10);
	expect(said).toBe('');
});
