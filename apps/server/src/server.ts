import compress from '@fastify/compress';
import { type AuditLog, openZone } from '@tool-audit/core';
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { fastify, type FastifyInstance, LogController } from 'fastify';
import { randomUUID } from 'node:crypto';
import { constants } from 'node:zlib';
import { createAccessAudit } from './audit/access-audit.ts';
import { createRecordOnce } from './audit/once.ts';
import { createStreamLimit } from './audit/stream-limit.ts';
import type { Accounts } from '@tool-audit/accounts';
import type { Assets } from './assets.ts';
import { createAttemptLimit } from './auth/attempt-limit.ts';
import { createSetup } from './auth/setup.ts';
import { createUsers } from './auth/users.ts';
import type { Settings } from '@tool-audit/settings';
import { isLoopbackServer, type LocalServices } from './capture/local.ts';
import { createContext } from './context.ts';
import { noteRequest, retryAfterOf } from './errors.ts';
import { openUserFiles } from './files/user-files.ts';
import { addAuditApi } from './http/audit-api.ts';
import { brokenRequests } from './http/broken-requests.ts';
import { addCaptureApi } from './http/capture-api.ts';
import { addCors } from './http/cors.ts';
import { addDayPages } from './http/day-pages.ts';
import { addExport } from './http/export.ts';
import { GZIP_LEVEL } from './http/gzip.ts';
import { addLiveStream } from './http/live-stream.ts';
import { createOrigins } from './http/origins.ts';
import { createOpenApi } from './http/openapi/document.ts';
import { addPlainApi } from './http/plain-api.ts';
import { createErrorAnswer } from './http/plain-errors.ts';
import { addPlainRecord } from './http/plain-record.ts';
import { addRawFile } from './http/raw-file.ts';
import { addRequestLog, logFailure } from './http/request-log.ts';
import { addSecurity } from './http/security.ts';
import { addStopping } from './http/stopping.ts';
import { addUnreadBody } from './http/unread-body.ts';
import { addUnusedConnections } from './http/unused-connections.ts';
import { addUpload } from './http/upload.ts';
import { addVersions } from './http/versions.ts';
import { addWeb, readWeb, routedUrl } from './http/web.ts';
import { useIssueSentences } from './issue-sentence.ts';
import type { Logger } from './logger.ts';
import { type AppRouter, appRouter } from './router.ts';
import { createSampleData } from './sample/sample-data.ts';
import type { Services } from './services.ts';

/** Enough for a file of the largest size that can be edited, as JSON, and for a call with a long result. */
const BODY_BYTES_MAX = 6 * 1024 * 1024;
const BATCH_CALLS_MAX = 20;
/** Enough for the inputs of a whole batch. */
const URL_PARAM_CHARS_MAX = 5_000;
/** Time limit for receiving a complete request, also an upload. */
const REQUEST_TIMEOUT_MS = 5 * 60_000;
const STOP_GRACE_MS = 5_000;

export interface ServerOptions {
	settings: Pick<Settings, 'home' | 'data' | 'timeZone' | 'url'> &
		Partial<Pick<Settings, 'host' | 'corsOrigins'>>;
	/** The log that is served. */
	log: AuditLog;
	accounts: Accounts;
	/** Called with the owner of a log whose counts of secrets were read and are not complete. */
	countSecretsSoon?: (user: string) => void;
	/** The agents on this machine. They are offered only when the server is reached from this machine alone. */
	localServices?: LocalServices;
	/** The server's own logger. */
	logger: Logger;
	/** How long a stopping server waits for requests in progress, in milliseconds. */
	stopGraceMs?: number;
	assets: Assets;
}

export interface Server {
	app: FastifyInstance;
	/** The secret of the set-up link; `null` once there are accounts. */
	setupSecret(): string | null;
}

export async function createServer(options: ServerOptions): Promise<Server> {
	useIssueSentences();
	const { settings, log, accounts, logger, assets } = options;
	const stopping = new AbortController();
	const { url, corsOrigins = [] } = settings;
	const origins = createOrigins({ url, corsOrigins });
	const services: Services = {
		log,
		accessAudit: createAccessAudit(log),
		recordOnce: createRecordOnce({ log, stopping: stopping.signal }),
		streams: createStreamLimit(),
		stopping: stopping.signal,
		countSecretsSoon: options.countSecretsSoon ?? (() => {}),
		accounts,
		users: createUsers(log, accounts.people),
		setup: createSetup(accounts.people),
		attempts: createAttemptLimit(),
		files: openUserFiles(settings),
		sample: createSampleData({ ...settings, sampleHome: assets.sampleHome }),
		data: settings.data,
		isApp: origins.isApp,
		isLoopback: isLoopbackServer(settings),
		localServices: (isLoopbackServer(settings) && options.localServices) || null,
		zone: openZone(settings.timeZone),
		version: assets.version,
	};

	const answerError = createErrorAnswer(BODY_BYTES_MAX);
	const app = fastify({
		loggerInstance: logger,
		logController: new LogController({ disableRequestLogging: true }),
		genReqId: () => randomUUID(),
		// A forwarded address is only trusted when a public address is set, and only from the nearest proxy.
		trustProxy: settings.url ? (_address, hop) => hop === 0 : false,
		bodyLimit: BODY_BYTES_MAX,
		requestTimeout: REQUEST_TIMEOUT_MS,
		forceCloseConnections: 'idle',
		// A request that comes too late is answered by us, in our form.
		return503OnClosing: false,
		...brokenRequests(answerError, assets.version),
		rewriteUrl: ({ url = '/' }) => routedUrl(url),
		routerOptions: { maxParamLength: URL_PARAM_CHARS_MAX },
	}) as unknown as FastifyInstance;

	app.addHook('preClose', async () => {
		stopping.abort();
		const cut = () => app.server.closeAllConnections();
		setTimeout(cut, options.stopGraceMs ?? STOP_GRACE_MS).unref();
	});

	const web = await readWeb(assets.webBuild);
	addRequestLog(app);
	addUnreadBody(app);
	addUnusedConnections(app);
	app.setErrorHandler(answerError);
	if (corsOrigins.length > 0) await addCors(app, origins);
	await addSecurity(app, { url: settings.url, scriptHashes: web.scriptHashes, origins });
	addStopping(app, stopping.signal);
	addVersions(app, assets.version);
	await app.register(compress, {
		encodings: ['gzip'],
		// Flushed after each write, because the answers of a batch are sent one by one and a quick one must not wait
		// for more data.
		zlibOptions: { level: GZIP_LEVEL, flush: constants.Z_SYNC_FLUSH },
	});
	const trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
		router: appRouter,
		maxBatchSize: BATCH_CALLS_MAX,
		// For queries whose input is too long for an address. What another site sends is rejected before.
		allowMethodOverride: true,
		createContext: ({ req, res }) => createContext(services, req, res),
		onError({ error, path = '', req }) {
			noteRequest(error, req.id);
			logFailure(req, error, path);
		},
		responseMeta({ errors }) {
			const headers = new Headers();
			const retryAfter = retryAfterOf(errors);
			if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
			// tRPC replaces the header that is there.
			if (corsOrigins.length > 0) headers.set('vary', 'Origin');
			return { headers };
		},
	};
	await app.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions });
	const vary = corsOrigins.length > 0 ? 'Origin' : 'trpc-accept, accept';
	addDayPages(app, services, { trpc: trpcOptions, vary });
	await addLiveStream(app, services);
	addAuditApi(app, services);
	addPlainApi(app, services);
	await addPlainRecord(app, services);
	const openApi = createOpenApi({ version: assets.version, url });
	app.get('/api/openapi.json', () => openApi);
	await addCaptureApi(app, services);
	addExport(app, services);
	addRawFile(app, services);
	await addUpload(app, services);
	await addWeb(app, assets.webBuild, web);
	return { app, setupSecret: () => services.setup.secret() };
}
