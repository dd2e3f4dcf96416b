import type { AuditLog, Zone } from '@tool-audit/core';
import type { AccessAudit } from './audit/access-audit.ts';
import type { RecordOnce } from './audit/once.ts';
import type { StreamLimit } from './audit/stream-limit.ts';
import type { Accounts } from '@tool-audit/accounts';
import type { AttemptLimit } from './auth/attempt-limit.ts';
import type { Setup } from './auth/setup.ts';
import type { Users } from './auth/users.ts';
import type { LocalServices } from './capture/local.ts';
import type { UserFiles } from './files/user-files.ts';
import type { Origins } from './http/origins.ts';
import type { SampleData } from './sample/sample-data.ts';

/** What the procedures work with. Created once at the start, by `createServer`. */
export interface Services {
	log: AuditLog;
	accessAudit: AccessAudit;
	recordOnce: RecordOnce;
	streams: StreamLimit;
	/** Aborted when the server stops: it ends streams that would never end otherwise. */
	stopping: AbortSignal;
	/** Called with the owner of a log whose counts of secrets were read and are not complete. */
	countSecretsSoon: (user: string) => void;
	accounts: Accounts;
	users: Users;
	setup: Setup;
	attempts: AttemptLimit;
	files: UserFiles;
	sample: SampleData;
	/** The data folder. */
	data: string;
	/** Whether a request is that of a browser app of another origin. */
	isApp: Origins['isApp'];
	/** The server can be reached from its own machine alone. */
	isLoopback: boolean;
	/** The agents on the server's machine; `null` when it can be reached from others. */
	localServices: LocalServices | null;
	/** The zone in which days begin and end. */
	zone: Zone;
	version: string;
}
