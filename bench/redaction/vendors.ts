import type { SecretForm } from './form.ts';
import { CLOUD_FORMS } from './vendors/cloud.ts';
import { CODE_HOSTING_FORMS } from './vendors/code-hosting.ts';
import { DATA_FORMS } from './vendors/data.ts';
import { GENERAL_FORMS } from './vendors/general.ts';
import { MESSAGING_FORMS } from './vendors/messaging.ts';
import { MODEL_FORMS } from './vendors/models.ts';
import { MONITORING_FORMS } from './vendors/monitoring.ts';
import { NAMED_FORMS } from './vendors/named.ts';
import { OFFICE_TOOL_FORMS } from './vendors/office-tools.ts';
import { PAYMENT_FORMS } from './vendors/payment.ts';

/**
 * The secrets that public rule sets know by vendor, as examples with random characters. Written from documentation
 * and from those rule sets, never from the rules that the measure is about.
 */
export const VENDOR_FORMS: readonly SecretForm[] = [
	...CLOUD_FORMS,
	...CODE_HOSTING_FORMS,
	...MODEL_FORMS,
	...PAYMENT_FORMS,
	...MESSAGING_FORMS,
	...OFFICE_TOOL_FORMS,
	...DATA_FORMS,
	...MONITORING_FORMS,
	...GENERAL_FORMS,
	...NAMED_FORMS,
];
