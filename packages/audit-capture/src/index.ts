export { builtHook } from './built-hook.ts';
export type {
	Agent,
	AgentHistory,
	AgentStatus,
	ConnectOptions,
	ConnectPlan,
	ConnectScope,
	DiscoveredAgent,
} from './agent.ts';
export { captureEvent, forgetOldEvents, type EventTarget } from './claude-code/capture-event.ts';
export { EventError } from './claude-code/payload.ts';
export { openClaudeCode, type ClaudeCodeOptions } from './claude-code/claude-code.ts';
export { AgentSettingsError } from './claude-code/settings/errors.ts';
export { handleHook, type HookInput } from './hook/handle-hook.ts';
export type { Failures } from './failures.ts';
export type {
	ImportedDay,
	ImportOptions,
	ImportProgress,
	ImportReport,
	ImportTarget,
} from './import.ts';
