/**
 * Why a settings file was not read or changed.
 *
 * - `not-json`: it is not strictly JSON. Claude Code takes no comments and no trailing commas either.
 * - `name-twice`: an object holds a name twice, of which a program reads only one.
 * - `other-shape`: `hooks` is not what Claude Code describes.
 * - `not-text`: it is not UTF-8.
 * - `too-large`: it is larger than the limit.
 * - `link`: it, or its folder, is a link, and the caller did not allow following it.
 * - `not-plain`: it is a folder, or has a second hard link, or is anything else that is not a plain file.
 * - `unreachable`: it can't be opened or written, or its project's folder is missing.
 * - `changed`: it is not the file any more that the change was planned for.
 */
export type AgentSettingsErrorCode =
	| 'not-json'
	| 'name-twice'
	| 'other-shape'
	| 'not-text'
	| 'too-large'
	| 'link'
	| 'not-plain'
	| 'unreachable'
	| 'changed';

/** An expected failure. The message is for the person whose file it is; where a path is known, it begins with it. */
export class AgentSettingsError extends Error {
	override name = 'AgentSettingsError';
	readonly code: AgentSettingsErrorCode;

	constructor(code: AgentSettingsErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}
