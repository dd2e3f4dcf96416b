import Ban from '@lucide/svelte/icons/ban';
import CircleX from '@lucide/svelte/icons/circle-x';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import CircleUser from '@lucide/svelte/icons/circle-user';
import History from '@lucide/svelte/icons/history';
import House from '@lucide/svelte/icons/house';
import KeyRound from '@lucide/svelte/icons/key-round';
import Keyboard from '@lucide/svelte/icons/keyboard';
import LogOut from '@lucide/svelte/icons/log-out';
import Moon from '@lucide/svelte/icons/moon';
import PanelLeft from '@lucide/svelte/icons/panel-left';
import Plug from '@lucide/svelte/icons/plug';
import Search from '@lucide/svelte/icons/search';
import Sun from '@lucide/svelte/icons/sun';
import Users from '@lucide/svelte/icons/users';
import type { QueryClient } from '@tanstack/svelte-query';
import { resolve } from '$app/paths';
import { fileAddress } from '../addresses.ts';
import { trpc } from '../api/trpc.ts';
import type { Account } from '../api/types.ts';
import { dayAddress, listAddress } from '../audit/addresses.ts';
import { dayInWords } from '../audit/times.ts';
import { FILE_ICONS } from '../files/panel/file-icon.ts';
import { signOut } from '../session/sign-out.ts';
import { theme } from '../session/theme.svelte.ts';
import type { Command } from './palette.svelte.ts';
import { panel } from './panel.svelte.ts';
import { shortcuts } from './shortcuts.svelte.ts';

/** Pages and actions that are available everywhere. */
export function fixedCommands(account: Account): Command[] {
	const page = 'Page';
	const action = 'Action';
	return [
		{ name: 'Home', kind: page, icon: House, href: resolve('/(app)') },
		{ name: 'Recent calls', kind: page, icon: History, href: listAddress('recent', undefined) },
		{
			name: 'Denied calls',
			kind: page,
			icon: Ban,
			href: listAddress('recent', undefined, { status: ['denied'] }),
		},
		{
			name: 'Failed calls',
			kind: page,
			icon: CircleX,
			href: listAddress('recent', undefined, { status: ['error'] }),
		},
		{ name: 'Search all days', kind: page, icon: Search, href: listAddress('search', undefined) },
		{ name: 'Secrets in your log', kind: page, icon: KeyRound, href: resolve('/(app)/secrets') },
		{ name: 'Connect an agent', kind: page, icon: Plug, href: resolve('/(app)/connect') },
		{ name: 'Account and API keys', kind: page, icon: CircleUser, href: resolve('/(app)/account') },
		...(account.role === 'admin'
			? [{ name: 'People', kind: page, icon: Users, href: resolve('/(app)/people') }]
			: []),
		{ name: 'Light theme', kind: action, icon: Sun, run: () => theme.choose('light') },
		{ name: 'Dark theme', kind: action, icon: Moon, run: () => theme.choose('dark') },
		{
			name: 'Show or hide the Files panel',
			kind: action,
			icon: PanelLeft,
			run: () => panel.toggle(),
		},
		{
			name: 'Keyboard help',
			kind: action,
			icon: Keyboard,
			run: () => (shortcuts.helpOpen = true),
		},
		{ name: 'Sign out', kind: action, icon: LogOut, run: () => void signOut() },
	];
}

/** The user's days, newest first, and files. */
export async function dayAndFileCommands(queries: QueryClient): Promise<Command[]> {
	const [days, files] = await Promise.all([
		queries.fetchQuery(trpc.audit.listDays.queryOptions({})),
		queries.fetchQuery(trpc.files.list.queryOptions()),
	]);
	return [
		...days.days.map(({ day }) => ({
			name: `${day} ${dayInWords(day)}`,
			kind: 'Day',
			icon: CalendarDays,
			href: dayAddress({ day }),
		})),
		...files.groups
			.flatMap((group) => group.files)
			.map(({ path, kind }) => ({
				name: path,
				kind: 'File',
				icon: FILE_ICONS[kind],
				href: fileAddress(path),
			})),
	];
}
