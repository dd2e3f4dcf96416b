/** The import of an agent's history in the background: one at a time, because each reads and writes as fast as it can. */
import type { Agent, ImportProgress, ImportReport } from '@tool-audit/capture';
import type { AuditLog, Zone } from '@tool-audit/core';
import { hostname } from 'node:os';
import { Refusal } from '../refusal.ts';

/** How far the import is that an account started last. */
export type ImportState =
	| { state: 'running'; agent: string; progress: ImportProgress }
	| { state: 'done'; agent: string; report: ImportReport }
	| { state: 'cancelled'; agent: string; progress: ImportProgress }
	| { state: 'failed'; agent: string; reason: string };

export interface ImportJob {
	/** What an import would bring. One after another: each reads the whole history. */
	preview(
		agent: Agent,
		user: string,
		sinceMs: number | undefined,
		signal?: AbortSignal,
	): Promise<ImportReport>;
	/** Starts an import into the user's log. A conflict while another one runs. */
	start(agent: Agent, user: string, sinceMs: number | undefined): void;
	/** `null` when the user started none. */
	stateOf(user: string): ImportState | null;
	/** What is written stays. */
	cancel(user: string): void;
	/** Ends the import that runs. */
	stop(): Promise<void>;
}

interface Options {
	log: Pick<AuditLog, 'record' | 'calls' | 'recorderStats'>;
	zone: Pick<Zone, 'dayOf'>;
	/** The data folder. */
	data: string;
	onError: (error: unknown) => void;
}

export function createImportJob({ log, zone, data, onError }: Options): ImportJob {
	/** By the user whose log it is. */
	const states = new Map<string, ImportState>();
	let running: { user: string; stopping: AbortController; done: Promise<void> } | null = null;

	/** Settles when no preview is being made. */
	let previewing: Promise<unknown> = Promise.resolve();

	const optionsOf = (user: string, sinceMs: number | undefined) => ({
		target: {
			record: log.record.bind(log),
			calls: log.calls.bind(log),
			dayOf: (instantMs: number) => zone.dayOf(instantMs),
		},
		...{ user, data, host: hostname(), sinceMs },
	});

	async function run(agent: Agent, user: string, sinceMs: number | undefined, signal: AbortSignal) {
		let progress: ImportProgress = { bytes: 0, bytesTotal: 0, calls: 0 };
		const tell = (state: ImportState) => void states.set(user, state);
		tell({ state: 'running', agent: agent.name, progress });
		try {
			const report = await agent.importHistory({
				...optionsOf(user, sinceMs),
				signal,
				onProgress(now) {
					progress = now;
					tell({ state: 'running', agent: agent.name, progress });
				},
			});
			tell({ state: 'done', agent: agent.name, report });
		} catch (error) {
			if (signal.aborted) return tell({ state: 'cancelled', agent: agent.name, progress });
			onError(error);
			const reason = error instanceof Error ? error.message : String(error);
			tell({ state: 'failed', agent: agent.name, reason });
		} finally {
			running = null;
		}
	}

	return {
		preview(agent, user, sinceMs, signal) {
			const options = { ...optionsOf(user, sinceMs), dryRun: true, signal };
			const preview = previewing.then(() => agent.importHistory(options));
			previewing = preview.catch(() => undefined);
			return preview;
		},
		start(agent, user, sinceMs) {
			if (running) {
				throw new Refusal('CONFLICT', 'An import is running already. Wait until it is done.');
			}
			const { failingSince, lastFailure } = log.recorderStats();
			if (failingSince !== null) {
				// What waits in memory is not in the log yet, and would be imported once more.
				throw new Refusal(
					'CONFLICT',
					`The log can’t be written to at present: ${lastFailure?.message} Try again when the calls that wait are written.`,
				);
			}
			const stopping = new AbortController();
			running = { user, stopping, done: run(agent, user, sinceMs, stopping.signal) };
		},
		stateOf: (user) => states.get(user) ?? null,
		cancel(user) {
			if (running?.user === user) running.stopping.abort();
		},
		async stop() {
			running?.stopping.abort();
			await running?.done;
		},
	};
}
