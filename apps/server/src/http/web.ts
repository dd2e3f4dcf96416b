import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Refusal } from '../refusal.ts';

const IMMUTABLE = '_app/immutable/';
/** Browsers request it at every change of the address, and so at every letter of a search. */
const ICON = 'favicon.svg';
/** Unknown addresses below these are errors, not pages of the app. */
const NOT_PAGES = ['/trpc', '/api', '/_app'];

const MISSING_PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Tool Audit</title>
<body style="font: 1rem/1.5 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>The page is not built yet</h1>
<p>The server runs, and its API answers. Build the page with <code>pnpm start</code>, which does it by itself,
or with <code>pnpm --filter @tool-audit/web build</code>; then reload.</p>`;

const NO_PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Not found · Tool Audit</title>
<body style="font: 1rem/1.5 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>There is nothing at this address</h1>
<p>It may be mistyped. <a href="/">Go to Home</a>`;

const isPagePath = (path: string) =>
	!NOT_PAGES.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));

/**
 * An address of the page that can't be decoded, such as `/audit/%E0`, is routed with its percent signs as they are: no
 * route has it, and it is answered like any other request.
 */
export function routedUrl(url: string): string {
	const [path, ...search] = url.split('?');
	if (!isPagePath(path!) || isDecodable(path!)) return url;
	return [path!.replaceAll('%', '%25'), ...search].join('?');
}

function isDecodable(path: string): boolean {
	try {
		decodeURIComponent(path);
		return true;
	} catch {
		return false;
	}
}

export interface Web {
	/** The page for every address of the app; `null` when it is not built. */
	indexHtml: string | null;
	/** CSP sources of its inline scripts. */
	scriptHashes: string[];
}

export async function readWeb(folder: string): Promise<Web> {
	const indexHtml = await readFile(join(folder, 'index.html'), 'utf8').catch(() => null);
	const scripts = [
		...(indexHtml ?? '').matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g),
	];
	const scriptHashes = scripts.map(
		([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
	);
	return { indexHtml, scriptHashes };
}

/** How long a browser may use a file without a request. */
function cacheControlOf(name: string): string {
	if (name.startsWith(IMMUTABLE)) return 'public, max-age=31536000, immutable';
	return name === ICON ? 'public, max-age=86400' : 'no-cache';
}

/** Serves the built page; when it is missing, a page that says how to build it. */
export async function addWeb(app: FastifyInstance, folder: string, web: Web): Promise<void> {
	if (web.indexHtml !== null) {
		await app.register(fastifyStatic, {
			root: folder,
			wildcard: false,
			index: false,
			preCompressed: true,
			cacheControl: false,
			setHeaders: (reply: FastifyReply, path: string) => {
				void reply.header('cache-control', cacheControlOf(relative(folder, path)));
			},
		});
	}
	app.setNotFoundHandler(async (request, reply) => {
		const path = request.url.split('?', 1)[0]!;
		const isPage = (request.method === 'GET' || request.method === 'HEAD') && isPagePath(path);
		const isUnreadable = request.url !== request.originalUrl;
		if (!isPage) {
			if (isUnreadable) throw new Refusal('BAD_REQUEST', 'This address can’t be decoded.');
			throw new Refusal('NOT_FOUND', 'This address does not exist.');
		}
		void reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8');
		// The page itself could not read it either.
		if (isUnreadable) return reply.status(400).send(NO_PAGE);
		if (web.indexHtml === null) return reply.status(503).send(MISSING_PAGE);
		return reply.send(web.indexHtml);
	});
}
