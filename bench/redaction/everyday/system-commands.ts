import type { SecretForm } from '../form.ts';
import { IN_WINDOWS_WORD, passwordWith, words } from '../passwords.ts';
import { notation } from './notation.ts';
import {
	address,
	email,
	fileName,
	host,
	project,
	shellLine,
	shellWord,
	user,
} from './surroundings.ts';

const OPENSSL = 'https://docs.openssl.org/master/man1/openssl-passphrase-options/';
const GNUPG = 'https://www.gnupg.org/documentation/manuals/gnupg/GPG-Esoteric-Options.html';

/** Commands that log in to machines, lock files and keys, or change the accounts of a system. */
export const SYSTEM_COMMANDS: readonly SecretForm[] = [
	notation({
		name: 'sshpass-copy',
		source: 'https://linux.die.net/man/1/sshpass',
		write: (secret, random) =>
			shellLine(
				random,
				`sshpass -p${random.pick([' ', ' ', ''])}${shellWord(random, secret)} ${random.pick(['scp build.tar.gz ', 'rsync -az dist/ ', 'sftp -b - '])}${user(random)}@${address(random)}:/tmp/`,
			),
	}),
	notation({
		name: 'sshpass-ssh',
		source: 'https://linux.die.net/man/1/sshpass',
		write: (secret, random) =>
			`sshpass -p ${shellWord(random, secret)} ssh -o StrictHostKeyChecking=no ${user(random)}@${address(random)} 'df -h && uptime'`,
	}),
	notation({
		name: 'sudo-stdin-password',
		source: 'https://man7.org/linux/man-pages/man8/sudo.8.html',
		write: (secret, random) =>
			shellLine(
				random,
				`echo ${shellWord(random, secret)} | sudo -S ${random.pick(['apt-get install -y jq', 'systemctl restart nginx', 'ls /root'])}`,
			),
	}),
	notation({
		name: 'openssl-passin',
		source: OPENSSL,
		write: (secret, random) =>
			shellLine(
				random,
				`openssl ${random.pick(['rsa -in server.key -out plain.key', 'pkcs12 -in client.p12 -nodes'])} -passin ${shellWord(random, `pass:${secret}`)}`,
			),
	}),
	notation({
		name: 'openssl-encrypt-pass',
		source: OPENSSL,
		write: (secret, random) =>
			shellLine(
				random,
				`openssl enc -aes-256-cbc -pbkdf2 -in ${fileName(random, 'sql')} -out dump.enc ${random.pick(
					[`-pass ${shellWord(random, `pass:${secret}`)}`, `-k ${shellWord(random, secret)}`],
				)}`,
			),
	}),
	notation({
		name: 'unzip-password',
		source: 'https://linux.die.net/man/1/unzip',
		write: (secret, random) =>
			shellLine(
				random,
				`unzip -o -P ${shellWord(random, secret)} ${fileName(random, 'zip')} -d /tmp/out`,
			),
	}),
	notation({
		name: 'zip-password',
		source: 'https://linux.die.net/man/1/zip',
		write: (secret, random) =>
			shellLine(
				random,
				`zip -r ${random.pick(['-P', '--password'])} ${shellWord(random, secret)} ${fileName(random, 'zip')} reports/`,
			),
	}),
	notation({
		name: 'seven-zip-glued-password',
		source: 'https://linux.die.net/man/1/7z',
		write: (secret, random) =>
			shellLine(
				random,
				`7z ${random.pick(['x', 'a -mhe=on', 't'])} -p${shellWord(random, secret)} ${fileName(random, '7z')}`,
			),
	}),
	notation({
		name: 'gpg-passphrase',
		source: GNUPG,
		write: (secret, random) =>
			shellLine(
				random,
				`gpg --batch --yes --pinentry-mode loopback --passphrase${random.pick([' ', '='])}${shellWord(random, secret)} -d ${fileName(random, 'gpg')}`,
			),
	}),
	{
		name: 'gpg-passphrase-of-words',
		source: GNUPG,
		make(random) {
			const [first, second] = [words(random, 2).join(' '), words(random, 2).join(' ')];
			const quote = random.pick(["'", '"']);
			return {
				value: `gpg --batch --passphrase ${quote}${first} ${second}${quote} --symmetric ${fileName(random, 'sql')}`,
				secrets: [first, second],
			};
		},
	},
	notation({
		name: 'keytool-storepass',
		source: 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html',
		write: (secret, random) =>
			shellLine(
				random,
				`keytool -importcert -noprompt -alias ${project(random)} -file ca.pem -keystore truststore.jks ${random.pick(['-storepass', '-keypass'])} ${shellWord(random, secret)}`,
			),
	}),
	notation({
		name: 'ssh-keygen-passphrase',
		source: 'https://man.openbsd.org/ssh-keygen.1',
		write: (secret, random) =>
			shellLine(
				random,
				`ssh-keygen -t ed25519 -C ${email(random)} -N ${shellWord(random, secret)} -f ~/.ssh/id_${project(random)}`,
			),
	}),
	notation({
		name: 'htpasswd-batch',
		source: 'https://httpd.apache.org/docs/current/programs/htpasswd.html',
		write: (secret, random) =>
			shellLine(
				random,
				`htpasswd ${random.pick(['-b', '-cb', '-bB'])} /etc/nginx/.htpasswd ${user(random)} ${shellWord(random, secret)}`,
			),
	}),
	notation({
		name: 'echo-chpasswd',
		source: 'https://man7.org/linux/man-pages/man8/chpasswd.8.html',
		write: (secret, random) =>
			shellLine(
				random,
				`echo ${shellWord(random, `${user(random)}:${secret}`)} | ${random.pick(['', 'sudo '])}chpasswd`,
			),
	}),
	notation({
		name: 'useradd-openssl-password',
		source: 'https://man7.org/linux/man-pages/man8/useradd.8.html',
		write: (secret, random) =>
			shellLine(
				random,
				`useradd -m -s /bin/bash -p "$(openssl passwd -6 ${shellWord(random, secret)})" ${user(random)}`,
			),
	}),
	notation({
		name: 'nmcli-wifi-password',
		source: 'https://networkmanager.dev/docs/api/latest/nmcli.html',
		write: (secret, random) =>
			shellLine(
				random,
				`nmcli device wifi connect "Office ${random.below(9)}" password ${shellWord(random, secret)}`,
			),
	}),
	notation({
		name: 'net-use-password',
		source: 'https://en.wikipedia.org/wiki/Net_(command)',
		draw: passwordWith(IN_WINDOWS_WORD),
		write: (secret, random) =>
			random.chance(0.5)
				? `net use Z: \\\\${host(random)}\\share ${secret} /user:CORP\\${user(random)} /persistent:no`
				: `net use \\\\${host(random)}\\share /user:${user(random)} ${secret}`,
	}),
	notation({
		name: 'cmdkey-password',
		source:
			'https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/cmdkey',
		draw: passwordWith(IN_WINDOWS_WORD),
		write: (secret, random) =>
			`cmdkey /add:${host(random)} /user:CORP\\${user(random)} /pass:${secret}`,
	}),
];
