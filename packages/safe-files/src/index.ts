export { loadCrypto, loadWorkerThreads } from './builtin.ts';
export { codeOf, SafeFileError, type SafeFileErrorCode } from './errors.ts';
export {
	inodeAt,
	identityOf,
	inodeOf,
	isPlain,
	openFile,
	openFileWithStat,
	openOrMakeFile,
	readEnd,
	statName,
} from './file.ts';
export type { AppendHandle } from './file-steps.ts';
export {
	makeFolders,
	openFolder,
	openFolderBelow,
	openOrMakeFolder,
	openOrMakeFolderBelow,
	type Folder,
} from './folder.ts';
export { readOrMakeKey, type KeyKind } from './key-file.ts';
export { moveFile, renamePath, replaceFile, type Location } from './move-file.ts';
export { foldName, isLegalName } from './names.ts';
export { writeNewFile } from './new-file.ts';
export { makeOwnFolder } from './own-folder.ts';
export { fillRandom } from './random.ts';
export { isRunning, ownProcess, startingProcess, type ProcessName } from './process.ts';
export { createSemaphore } from './semaphore.ts';
export { blockOn, pause, step, waitFor, type Step, type Steps } from './steps.ts';
export { IS_LINUX, IS_MACOS, IS_WINDOWS } from './system.ts';
export { appendPlain, readTail, readWhole, replaceWhole, writeWhole } from './whole-file.ts';
