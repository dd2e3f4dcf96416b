/**
 * Checks the manifest and the files of the built package in this folder, as they will be packed:
 *
 *     node ../../tools/packages/lint.ts
 */
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const { messages, pkg } = await publint({ pkgDir: process.cwd(), pack: 'pnpm', strict: true });
for (const message of messages) console.error(`${message.type}: ${formatMessage(message, pkg)}`);
if (messages.length > 0) process.exit(1);
