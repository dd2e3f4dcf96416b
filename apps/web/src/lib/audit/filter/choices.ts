import type { Filter, Summary } from '@tool-audit/core';
import type { Clock } from '../times.ts';
import type { TimePreset, TimeSpan } from './time-presets.ts';

/** What a menu of the filter needs to offer the values of a part. */
export interface Choices {
	filter: Filter;
	onchange: (filter: Filter) => void;
	/** Counts per tool, once `ontools` has asked for them. */
	tools: () => Pick<Summary, 'tools' | 'otherTools'> | undefined;
	ontools: () => void;
	/** There may be more than the counts show. */
	partial: boolean;
	user: string | undefined;
}

/** What the control of time needs: which time is shown, and where another one leads. */
export interface TimeAsked {
	span: TimeSpan;
	preset?: TimePreset | undefined;
	clock: Clock;
	/** The day that the page is about; a list over days has none. */
	day?: string | undefined;
	/** The days that have calls, if they are at hand. */
	days?: ReadonlySet<string> | undefined;
	/** Without a span: `All day`, `Last 7 days`. */
	whole: string;
	onspan: (span: TimeSpan) => void;
	onpreset: (preset: TimePreset) => void;
	/** A span that is more than the day was asked for: where it leads. */
	onbeyond?: (asked: TimeSpan | TimePreset) => void;
}
