/** A setting that can't be used. The message is for the person who set it. */
export class SettingsError extends Error {
	override name = 'SettingsError';
}
