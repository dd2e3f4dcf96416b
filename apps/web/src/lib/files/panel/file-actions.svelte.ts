import { goto } from '$app/navigation';
import { page } from '$app/state';
import { resolve } from '$app/paths';
import type { QueryClient } from '@tanstack/svelte-query';
import { createContext } from 'svelte';
import { toast } from 'svelte-sonner';
import { fileAddress } from '#lib/addresses.ts';
import { sentenceOf } from '#lib/api/failure.ts';
import { client } from '#lib/api/trpc.ts';
import { unsaved } from '../unsaved.svelte.ts';
import { uploadFile, type Uploaded } from './upload.ts';

const UNDO_SHOWN_MS = 10_000;
const UPLOADED_SHOWN_MS = 10_000;

/** The actions on files, in the panel and in the file's own page, and which of their dialogs is open. */
export class FileActions {
	dialog:
		{ kind: 'new'; folder: string } | { kind: 'rename'; path: string } | { kind: 'bin' } | null =
		$state.raw(null);
	/** Files that are being uploaded. */
	uploading = $state(0);

	readonly #queries: QueryClient;

	constructor(queries: QueryClient) {
		this.#queries = queries;
	}

	#refresh(): Promise<void> {
		return this.#queries.invalidateQueries({ queryKey: ['files'] });
	}

	async create(path: string): Promise<void> {
		await client.files.create.mutate({ path });
		await this.#refresh();
		await goto(fileAddress(path));
	}

	/** Renames or moves a file; the page follows if it shows that file. */
	async rename(path: string, to: string): Promise<void> {
		const shown = page.params.path === path;
		if (shown && !(await unsaved.mayLeave())) return;
		await client.files.rename.mutate({ path, to });
		await this.#refresh();
		if (shown) await goto(fileAddress(to), { replace: true });
	}

	/** Moves a file to the bin and offers to undo it. */
	async remove(path: string): Promise<void> {
		const shown = page.params.path === path;
		if (shown && !(await unsaved.mayLeave())) return;
		try {
			const { id } = await client.files.remove.mutate({ path });
			if (shown) await goto(resolve('/(app)'));
			await this.#refresh();
			toast(`${path} moved to the bin.`, {
				duration: UNDO_SHOWN_MS,
				action: { label: 'Undo', onClick: () => void this.restore(id) },
			});
		} catch (error) {
			toast.error(sentenceOf(error));
		}
	}

	async restore(id: string): Promise<void> {
		try {
			const { path } = await client.files.restore.mutate({ id });
			await this.#refresh();
			toast.success(`${path} restored.`, {
				action: { label: 'Open', onClick: () => void goto(fileAddress(path)) },
			});
		} catch (error) {
			toast.error(sentenceOf(error));
		}
	}

	/** Uploads files into a folder, one after the other; one that is rejected does not stop the others. */
	async upload(files: File[], folder: string): Promise<void> {
		this.uploading += files.length;
		const report: Uploaded = { done: [], refused: [] };
		for (const file of files) {
			const path = folder ? `${folder}/${file.name}` : file.name;
			try {
				report.done.push(await uploadFile(path, file));
			} catch (error) {
				report.refused.push({ name: file.name, reason: sentenceOf(error) });
			}
			this.uploading -= 1;
		}
		if (report.done.length > 0) await this.#refresh();
		const { default: UploadReport } = await import('./UploadReport.svelte');
		const isRefused = report.refused.length > 0;
		const say = isRefused ? toast.error : toast.success;
		// What was refused has to be read, and often corrected.
		const duration = isRefused ? Infinity : UPLOADED_SHOWN_MS;
		say(UploadReport, { componentProps: { folder, report }, duration });
	}
}

export const [useFileActions, setFileActions] = createContext<FileActions>();
