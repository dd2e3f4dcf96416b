import type { AppRouter } from '@tool-audit/server/router';
import type { inferRouterOutputs } from '@trpc/server';

type Capture = inferRouterOutputs<AppRouter>['capture'];

/** The outputs of the server, as they are on the wire. */
export type AgentFacts = Capture['agents']['agents'][number];
export type ConnectPreview = Capture['previewConnect'];
export type ImportReport = Capture['previewImport'];
export type ImportState = NonNullable<Capture['importState']['import']>;
export type ImportProgress = Extract<ImportState, { state: 'running' }>['progress'];
