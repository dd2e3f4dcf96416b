import type { AppRouter } from '@tool-audit/server/router';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;

/** The outputs of the server, as they are on the wire. */
export type Account = NonNullable<Outputs['session']['get']['account']>;
export type Key = Outputs['keys']['list']['keys'][number];
export type Scope = Key['scopes'][number];
export type FileGroup = Outputs['files']['list']['groups'][number];
export type FileInfo = FileGroup['files'][number];
export type FileContent = Outputs['files']['read'];
export type CountedSecrets = Outputs['audit']['secrets'];
