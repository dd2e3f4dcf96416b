import File from '@lucide/svelte/icons/file';
import FileCode from '@lucide/svelte/icons/file-code';
import FileText from '@lucide/svelte/icons/file-text';
import Image from '@lucide/svelte/icons/image';
import type { FileInfo } from '#lib/api/types.ts';

export const FILE_ICONS = {
	markdown: FileText,
	text: FileCode,
	image: Image,
	binary: File,
} satisfies Record<FileInfo['kind'], unknown>;
