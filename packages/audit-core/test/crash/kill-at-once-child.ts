/** Records some calls, the last one at once, and is killed in the same turn of the event loop. Argument: home. */
import { callOf, openChildRecorder } from './child.ts';

const recorder = openChildRecorder(process.argv[2]!);
for (let n = 0; n < 19; n++) void recorder.record(callOf('w', n, 100));
recorder.recordSync(callOf('w', 19, 100));
process.kill(process.pid, 'SIGKILL');
