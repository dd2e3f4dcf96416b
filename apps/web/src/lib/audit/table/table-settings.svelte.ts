import { machineZone } from '@tool-audit/core/format';
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

	/** How times are shown, in a log whose days have a time zone. */
	clock(logZone: string | undefined): Clock {
		return {
			mode: this.current.time,
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
