import { ARGUMENT_LISTS } from './everyday/argument-lists.ts';
import { CODE } from './everyday/code.ts';
import { CONFIG_FILES } from './everyday/config-files.ts';
import { CONNECTIONS } from './everyday/connections.ts';
import { DATABASE_COMMANDS } from './everyday/database-commands.ts';
import { ENCODED } from './everyday/encoded.ts';
import { HTTP } from './everyday/http.ts';
import { KEY_FILES } from './everyday/key-files.ts';
import { NAMES_OF_LANGUAGES } from './everyday/names-of-languages.ts';
import { NAMES } from './everyday/names.ts';
import { PAIRS } from './everyday/pairs.ts';
import { PRINTED } from './everyday/printed.ts';
import { SERVICE_COMMANDS } from './everyday/service-commands.ts';
import { SQL } from './everyday/sql.ts';
import { STRUCTURED_FILES } from './everyday/structured-files.ts';
import { SYSTEM_COMMANDS } from './everyday/system-commands.ts';
import { TOOL_ARGUMENTS } from './everyday/tools.ts';
import { VARIABLES } from './everyday/variables.ts';
import { XML } from './everyday/xml.ts';
import type { SecretForm } from './form.ts';

/** The notations in which people and agents write secrets day by day, from public descriptions of them alone. */
export const EVERYDAY_FORMS: readonly SecretForm[] = [
	...DATABASE_COMMANDS,
	...SERVICE_COMMANDS,
	...SYSTEM_COMMANDS,
	...VARIABLES,
	...ARGUMENT_LISTS,
	...SQL,
	...CONNECTIONS,
	...XML,
	...CONFIG_FILES,
	...STRUCTURED_FILES,
	...KEY_FILES,
	...HTTP,
	...CODE,
	...PRINTED,
	...PAIRS,
	...TOOL_ARGUMENTS,
	...ENCODED,
	...NAMES,
	...NAMES_OF_LANGUAGES,
];
