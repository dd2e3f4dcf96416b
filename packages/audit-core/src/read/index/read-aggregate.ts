import type { Filter } from '../../format/filter.ts';
import type { DayReader } from '../io/day-reader.ts';
import { addAggregates, createAggregator, type Aggregate } from '../scan/aggregate.ts';
import { createMatcher } from '../scan/matcher.ts';
import { fieldsOf } from '../scan/row-fields.ts';
import { aggregateView } from './aggregate-view.ts';
import type { Engine } from './engine.ts';
import { readRest } from './line-index.ts';

/** Counts of the whole file, or of its rows that match a filter. */
export async function readAggregate(
	{ views, zone }: Engine,
	file: DayReader,
	filter?: Filter,
): Promise<Aggregate> {
	const { value, covered } = await views.get(file, aggregateView(zone.name, filter));
	const rest = await readRest(file, covered);
	if (rest.length === 0) return value;
	const aggregator = createAggregator(value.bucketSeconds);
	const matches = filter ? createMatcher(filter, zone) : () => true;
	for (const row of rest) if (matches(row)) aggregator.add(fieldsOf(row, zone));
	return addAggregates(value, aggregator.result());
}
