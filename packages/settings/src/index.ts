export { planAgentConfig, writeAgentConfig, type AgentConfigPlan } from './agent-config.ts';
export { readConfigFile, writeConfigFile, type ConfigFile } from './config-file.ts';
export { SettingsError } from './errors.ts';
export { LOG_LEVELS, type LogLevel } from './schemas.ts';
export {
	readSettings,
	type Flags,
	type Settings,
	type Source,
	type Surroundings,
} from './settings.ts';
