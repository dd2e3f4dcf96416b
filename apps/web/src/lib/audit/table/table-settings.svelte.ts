import { machineZone } from '@tool-audit/core/format';
import { page } from '$app/state';
import { readStored, writeStored } from '#lib/shell/stored.ts';
import {
	clampWidth,
	DEFAULTS,
	readSettings,
	type ColumnId,
	type TableSettings,
} from './table-settings.ts';
import type { Clock } from '../times.ts';

/** A user's table settings, remembered in this browser. */
export class Settings {
	#name: string;
	#onchange: () => void;
	current: TableSettings = $state.raw(DEFAULTS);

	/** `onchange` is called after a change. */
	constructor(accountId: string, onchange: () => void = () => undefined) {
		this.#name = `table/${accountId}`;
		this.#onchange = onchange;
		this.current = readSettings(readStored(this.#name));
	}

	change(some: Partial<TableSettings>): void {
		this.current = { ...this.current, ...some };
		writeStored(this.#name, this.current);
		this.#onchange();
	}

	setWidth(id: ColumnId, width: number): void {
		this.change({ widths: { ...this.current.widths, [id]: clampWidth(id, width) } });
	}

	/**
	 * How times are shown. The zone of the log is that of its list of days, and until that is there the one that came with
	 * the account.
	 */
	clock(logZone: string | undefined = page.data.timeZone): Clock {
		return {
			mode: this.current.times,
			milliseconds: this.current.milliseconds,
			logZone: logZone ?? machineZone(),
			isGuess: logZone === undefined,
			localZone: machineZone(),
		};
	}

	reset(): void {
		this.change(DEFAULTS);
	}
}
