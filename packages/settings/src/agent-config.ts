/**
 * What an agent's hook has to know. It is started by the agent, in any folder and with any environment, so it reads the
 * config file alone. Connecting an agent writes the file, and asks before it replaces what stands there.
 */
import { readConfigFile, writeConfigFile, type ConfigFile } from './config-file.ts';
import type { Settings } from './settings.ts';

export interface AgentConfigPlan {
	/** Absolute path of the config file. */
	path: string;
	values: ConfigFile;
	/** What stands there and would be another afterwards. */
	replaced: { name: string; before: string; after: string }[];
}

interface Wanted extends Pick<
	Settings,
	'home' | 'data' | 'agentConfigFile' | 'redact' | 'givenTimeZone'
> {
	/** Whose log the agent's calls belong to. */
	user: string;
}

/** @throws SettingsError for a config file that can't be read */
export function planAgentConfig({
	home,
	data,
	user,
	redact,
	givenTimeZone,
	agentConfigFile: path,
}: Wanted): AgentConfigPlan {
	const values: ConfigFile = {
		...{ home, data, user },
		...(redact !== undefined && { redact }),
		...(givenTimeZone !== undefined && { timeZone: givenTimeZone }),
	};
	const there = readConfigFile(path);
	const replaced = Object.entries(values).flatMap(([name, after]) => {
		const before = there[name];
		return typeof before === 'string' && before !== after
			? [{ name, before, after: String(after) }]
			: [];
	});
	return { path, values, replaced };
}

export function writeAgentConfig({ path, values }: AgentConfigPlan): void {
	writeConfigFile(path, values);
}
