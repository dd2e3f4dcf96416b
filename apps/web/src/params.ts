import { isDay } from '@tool-audit/core/format';
import { defineParams } from '@sveltejs/kit/params';

export const params = defineParams({
	day: (text) => (isDay(text) ? text : undefined),
});
