/** Claude Code, as an agent that can be connected and whose history can be imported. */
import { join } from 'node:path';
import type { Agent, ConnectOptions, ConnectPlan } from '../agent.ts';
import { failuresPath, forgetFailures, readFailures } from '../failures.ts';
import { AGENT } from './agent.ts';
import { applyInstall, applyUninstall } from './apply-settings.ts';
import { discoverClaudeCode } from './discover.ts';
import { importTranscripts } from './import.ts';
import { copyHook } from './copy-hook.ts';
import { planInstall, planUninstall, type SettingsPlan } from './settings-files.ts';
import { AgentSettingsError } from './settings/errors.ts';
import { installSummary, uninstallSummary } from './settings/summary.ts';
import { commandHook, httpHook } from './settings/hook-command.ts';
import { scopesOf, type Folders } from './settings/scopes.ts';
import { placesOf, sentenceOn } from './status-sentences.ts';
import { readStatus, stopsAll } from './status.ts';

export interface ClaudeCodeOptions extends Folders {
	/** The data folder. */
	data: string;
	/** Absolute path of the config file, which says where the hook writes. */
	configFile: string;
	/** Folder of the built hook; its files are copied from there. */
	hook: () => string;
	/** Absolute path of the Node that runs the hook. */
	node: string;
	/** By default where this system has them. */
	managedPath?: string;
}

export function openClaudeCode(options: ClaudeCodeOptions): Agent {
	const { claudeFolder, projectFolder, data, configFile, hook, node } = options;
	const folders = { claudeFolder, projectFolder };
	const failures = failuresPath(data, AGENT);
	const findingsFile = join(data, 'capture', `${AGENT}-settings.json`);

	function placeOf({ scope: name = 'user', followLinks = false }: ConnectOptions) {
		const scope = scopesOf(folders).find((scope) => scope.name === name);
		if (!scope) {
			throw new AgentSettingsError('unreachable', `There is no project folder for "${name}".`);
		}
		return { scope, findingsFile, followLinks };
	}

	function toPlan(settings: SettingsPlan, summary: string[], isCopied: boolean): ConnectPlan {
		const { path, lines, backupPath } = settings;
		return { path, summary, lines, backupPath: isCopied ? backupPath : null, settings };
	}

	return {
		name: AGENT,
		title: 'Claude Code',
		discover: () => discoverClaudeCode(claudeFolder),
		status() {
			const status = readStatus({ ...folders, managedPath: options.managedPath });
			const isConnected = status.scopes.some(({ runs }) => runs.length > 0);
			const stop = isConnected ? status.problems.find(stopsAll) : undefined;
			return {
				isConnected,
				places: placesOf(status),
				problems: status.problems.map(sentenceOn),
				stopped: stop ? sentenceOn(stop) : null,
				failures: readFailures(failures),
			};
		},
		planConnect(connect = {}) {
			const { server } = connect;
			const command = server
				? httpHook(server)
				: commandHook({ node, dataFolder: data, flags: ['--config', configFile] });
			const plan = planInstall({ ...placeOf(connect), command });
			return toPlan(plan, installSummary(plan, command), plan.before !== null);
		},
		connect({ settings }) {
			// First, because the settings name it.
			copyHook(hook(), data);
			applyInstall(settings as SettingsPlan);
			forgetFailures(failures);
		},
		planDisconnect(connect = {}) {
			const plan = planUninstall(placeOf(connect));
			return toPlan(plan, uninstallSummary(plan), false);
		},
		disconnect: ({ settings }) => void applyUninstall(settings as SettingsPlan),
		importHistory: (how) => importTranscripts(claudeFolder, how),
	};
}
