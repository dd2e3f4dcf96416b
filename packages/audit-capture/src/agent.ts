/** What Tool Audit can do with an agent. Each agent is a folder of this package, and one of these. */
import type { ImportOptions, ImportReport } from './import.ts';
import type { Failures } from './failures.ts';

export interface Agent {
	/** Its name in commands, addresses and entries, such as `claude-code`. */
	name: string;
	/** Its name for people. */
	title: string;
	/** What its files on this machine tell. No program is started. */
	discover(): Promise<DiscoveredAgent>;
	/** Whether it hands its calls over, and what keeps it from it. */
	status(): AgentStatus;
	/**
	 * What connecting it would change, for a person to look at.
	 *
	 * @throws AgentSettingsError when its settings can't be changed without harm
	 */
	planConnect(options?: ConnectOptions): ConnectPlan;
	/** @throws AgentSettingsError when the settings have changed since the plan, or can't be written */
	connect(plan: ConnectPlan): void;
	/** @throws AgentSettingsError like `planConnect` */
	planDisconnect(options?: ConnectOptions): ConnectPlan;
	disconnect(plan: ConnectPlan): void;
	/** Brings the calls of its history into a log, each once. */
	importHistory(options: ImportOptions): Promise<ImportReport>;
}

/** An agent, as far as its files on this machine tell. */
export interface DiscoveredAgent {
	agent: string;
	title: string;
	found: boolean;
	/** Of its last session; `null` when it is not known. */
	version: string | null;
	/** `null` when there is none. */
	history: AgentHistory | null;
}

export interface AgentHistory {
	/** Number of files with sessions. */
	files: number;
	/** ISO 8601, in UTC: when the oldest file was last written, and the newest. */
	oldest: string;
	newest: string;
	/** Whether all files were counted; otherwise there are more. */
	isComplete: boolean;
}

export interface AgentStatus {
	isConnected: boolean;
	/** Sentences: for each place where it can be connected, whether it is. */
	places: string[];
	/** Sentences: what keeps calls from being recorded, or some of them, and what to do. */
	problems: string[];
	/** The problem that keeps all of its calls from being recorded although it is connected; `null` without one. */
	stopped: string | null;
	/** What its hook could not do. */
	failures: Failures;
}

export interface ConnectOptions {
	/** `user`, for all projects of this person, by default. */
	scope?: ConnectScope | undefined;
	/** Whether a link may be followed, and the file that it leads to changed. */
	followLinks?: boolean | undefined;
	/** The agent posts its calls to this server, instead of running a program. */
	server?: URL | undefined;
}

export type ConnectScope = 'user' | 'project' | 'local';

/** A change of an agent's settings. Nothing is to be done when there are no lines. */
export interface ConnectPlan {
	/** The file that is changed. */
	path: string;
	/** Sentences: what changes, and what is run from then on. */
	summary: string[];
	/** The lines that go and come. Texts in them that are not ours are shown as `"…"`. */
	lines: { mark: '-' | '+'; line: number; text: string }[];
	/** Where the file before is copied to; a copy that is there already is kept. `null` when nothing is copied. */
	backupPath: string | null;
	/** What only the agent itself knows of the plan. */
	settings: unknown;
}
