import { readStored, writeStored } from '#lib/shell/stored.ts';

/** How the user likes to see text, remembered in this browser. */
class ViewSettings {
	#wrap = $state(readStored('wrap-lines') !== false);
	#beside = $state(readStored('preview-beside') === true);

	/** Long lines wrap. */
	get wrap(): boolean {
		return this.#wrap;
	}
	set wrap(wrap: boolean) {
		this.#wrap = wrap;
		writeStored('wrap-lines', wrap);
	}

	/** The preview is shown beside the editor. */
	get beside(): boolean {
		return this.#beside;
	}
	set beside(beside: boolean) {
		this.#beside = beside;
		writeStored('preview-beside', beside);
	}
}

export const viewSettings = new ViewSettings();
