import Ban from '@lucide/svelte/icons/ban';
import CircleX from '@lucide/svelte/icons/circle-x';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import CircleUser from '@lucide/svelte/icons/circle-user';
import House from '@lucide/svelte/icons/house';
import KeyRound from '@lucide/svelte/icons/key-round';
import Keyboard from '@lucide/svelte/icons/keyboard';
import List from '@lucide/svelte/icons/list';
import LogOut from '@lucide/svelte/icons/log-out';
import Monitor from '@lucide/svelte/icons/monitor';
import Moon from '@lucide/svelte/icons/moon';
import PanelLeft from '@lucide/svelte/icons/panel-left';
import Plug from '@lucide/svelte/icons/plug';
import Search from '@lucide/svelte/icons/search';
import Sun from '@lucide/svelte/icons/sun';
import UserCog from '@lucide/svelte/icons/user-cog';
import Users from '@lucide/svelte/icons/users';
import type { Day } from '@tool-audit/core';
import { resolve } from '$app/paths';
import { fileAddress } from '../addresses.ts';
import type { Account, FileGroup } from '../api/types.ts';
import { dayAddress, listAddress } from '../audit/addresses.ts';
import { dayInWords } from '../audit/times.ts';
import { FILE_ICONS } from '../files/panel/file-icon.ts';
import { signOut } from '../session/sign-out.ts';
import { theme } from '../session/theme.svelte.ts';
import type { Command } from './palette.svelte.ts';
import { panel } from './panel.svelte.ts';
import { shortcuts } from './shortcuts.svelte.ts';

interface ListedDays {
	days: Day[];
	today: string;
}
interface ListedFiles {
	groups: FileGroup[];
}

/** Pages and actions that are available everywhere. Lists are of the log that is being read. */
export function fixedCommands(account: Account, owner: string): Command[] {
	const page = 'Page';
	const action = 'Action';
	const isAdmin = account.role === 'admin';
	const denied = { status: ['denied' as const] };
	const failed = { status: ['error' as const] };
	return [
		{ name: 'Home', kind: page, icon: House, href: resolve('/(app)') },
		{ name: 'Recent calls', kind: page, icon: List, href: listAddress('recent', owner) },
		{ name: 'Search all days', kind: page, icon: Search, href: listAddress('search', owner) },
		{ name: 'Denied calls', kind: page, icon: Ban, href: listAddress('recent', owner, denied) },
		{ name: 'Failed calls', kind: page, icon: CircleX, href: listAddress('recent', owner, failed) },
		...(isAdmin
			? [
					{
						...{ name: 'Everyone', kind: page, icon: Users },
						href: listAddress('everyone', undefined),
					},
				]
			: []),
		{ name: 'Connect an agent', kind: page, icon: Plug, href: resolve('/(app)/connect') },
		{ name: 'Secrets in your log', kind: page, icon: KeyRound, href: resolve('/(app)/secrets') },
		{ name: 'Account and API keys', kind: page, icon: CircleUser, href: resolve('/(app)/account') },
		...(isAdmin
			? [{ name: 'People', kind: page, icon: UserCog, href: resolve('/(app)/people') }]
			: []),
		{ name: 'Light theme', kind: action, icon: Sun, run: () => theme.choose('light') },
		{ name: 'Dark theme', kind: action, icon: Moon, run: () => theme.choose('dark') },
		{ name: 'System theme', kind: action, icon: Monitor, run: () => theme.choose('system') },
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

/** The way to the calls that have a text in them. */
export function searchCommand(text: string, owner: string, isOther = false): Command {
	return {
		name: `Search all days${isOther ? ` of ${owner}` : ''} for “${text}”`,
		kind: 'Calls',
		icon: Search,
		href: listAddress('search', owner, { text }),
	};
}

/** The days of the log that is being read, newest first. */
export function dayCommands({ days, today }: ListedDays, owner: string): Command[] {
	return days.map(({ day }) => ({
		name: dayInWords(day),
		note: day === today ? 'today' : day,
		kind: 'Day',
		day,
		icon: CalendarDays,
		href: dayAddress({ day, user: owner }),
	}));
}

/** The logs of other users, for admins. */
export function logCommands(users: string[], owner: string): Command[] {
	return users
		.filter((user) => user !== owner)
		.map((user) => ({
			name: `Log of ${user}`,
			kind: 'Log',
			icon: List,
			href: listAddress('recent', user),
		}));
}

/** The files of the signed-in account, last changed first. */
export function fileCommands({ groups }: ListedFiles): Command[] {
	return groups
		.flatMap(({ files }) => files)
		.sort((a, b) => b.modified.localeCompare(a.modified))
		.map(({ path, kind }) => ({
			name: path,
			kind: 'File',
			icon: FILE_ICONS[kind],
			href: fileAddress(path),
		}));
}
