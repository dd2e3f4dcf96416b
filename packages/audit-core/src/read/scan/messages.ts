/** What a worker thread and the thread that started it send each other. */
import type { AuditErrorCode } from '../../errors.ts';
import type { Job, Part } from './jobs.ts';
import type { Range } from '../io/visit.ts';

/** The first message of a worker. */
export const STARTED = 'started';

/** What a worker is started with. */
export interface WorkerData {
	codeCache: string | undefined;
}

export interface Request {
	job: Job;
	/** One range of a large file, or several small files. They stay open until the answers have been sent. */
	files: { fd: number; range: Range }[];
}

export type Answer = { part: Part<Job> } | { failed: { code?: AuditErrorCode; what: string } };
