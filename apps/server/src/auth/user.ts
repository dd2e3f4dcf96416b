import { isUser } from '@tool-audit/core';
import * as z from 'zod';

/** Name of a folder under home. */
export const userSchema = z
	.string()
	.refine(isUser, 'Give the name of one folder: no slashes, no leading dot.');
