import type { Random } from '../../day/random.ts';
import type { SampleValue, SecretForm } from '../form.ts';
import { digits, type Draw, IN_TEXT, passwordWith, token } from '../passwords.ts';
import { host, json, project, user } from './surroundings.ts';

interface Language {
	language: string;
	source: string;
	passwords: readonly string[];
	keys: readonly string[];
	pins: readonly string[];
	/** What stands between a name and its value in text. */
	separators: readonly string[];
}

const SEPARATORS = [': ', '=', ' = ', ':'];
const FULL_WIDTH = [...SEPARATORS, '：', '： '];

const LANGUAGES: readonly Language[] = [
	{
		language: 'german',
		source: 'https://de.wikipedia.org/wiki/Passwort',
		passwords: ['passwort', 'Passwort', 'kennwort', 'Kennwort', 'db_passwort', 'benutzerkennwort'],
		keys: ['geheimnis', 'schlüssel', 'geheimschlüssel', 'api_schluessel', 'zugangstoken'],
		pins: ['pin', 'geheimzahl', 'Geheimzahl'],
		separators: SEPARATORS,
	},
	{
		language: 'french',
		source: 'https://fr.wikipedia.org/wiki/Mot_de_passe',
		passwords: ['mot_de_passe', 'mdp', 'motDePasse', 'Mot de passe', 'mot-de-passe'],
		keys: ['clé secrète', 'cle_secrete', 'clé_api', 'jeton', 'jeton_acces'],
		pins: ['code_pin', 'code secret'],
		separators: [...SEPARATORS, ' : '],
	},
	{
		language: 'spanish',
		source: 'https://es.wikipedia.org/wiki/Contrase%C3%B1a',
		passwords: ['contraseña', 'contrasena', 'Contraseña', 'clave', 'clave_bd'],
		keys: ['clave_secreta', 'secreto', 'clave_api', 'token_acceso'],
		pins: ['pin', 'código_pin'],
		separators: SEPARATORS,
	},
	{
		language: 'portuguese',
		source: 'https://pt.wikipedia.org/wiki/Senha',
		passwords: ['senha', 'Senha', 'senha_banco', 'palavra-passe'],
		keys: ['chave_secreta', 'segredo', 'chave_api', 'token_acesso'],
		pins: ['pin', 'código_pin'],
		separators: SEPARATORS,
	},
	{
		language: 'italian',
		source: 'https://it.wikipedia.org/wiki/Password',
		passwords: ["parola d'ordine", 'parola_d_ordine', "Parola d'ordine", 'parola_chiave'],
		keys: ['chiave segreta', 'chiave_segreta', 'segreto', 'chiave_api'],
		pins: ['pin', 'codice_pin'],
		separators: SEPARATORS,
	},
	{
		language: 'russian',
		source: 'https://ru.wikipedia.org/wiki/Пароль',
		passwords: ['пароль', 'Пароль', 'пароль_бд', 'парольная фраза'],
		keys: ['секрет', 'токен', 'секретный ключ', 'токен_доступа'],
		pins: ['пин', 'ПИН-код'],
		separators: [...SEPARATORS, ' - '],
	},
	{
		language: 'chinese',
		source: 'https://zh.wikipedia.org/wiki/密碼',
		passwords: ['密码', '密碼', '口令', '登录密码', '数据库密码'],
		keys: ['密钥', '私钥', '访问令牌', '密鑰'],
		pins: ['密码', '验证码'],
		separators: FULL_WIDTH,
	},
	{
		language: 'japanese',
		source: 'https://ja.wikipedia.org/wiki/パスワード',
		passwords: ['パスワード', 'ログインパスワード', 'DBパスワード'],
		keys: ['秘密鍵', 'シークレット', 'アクセストークン', 'APIキー'],
		pins: ['暗証番号', '暗証番号'],
		separators: FULL_WIDTH,
	},
];

interface Named {
	key: string;
	secret: string;
}

/** A name in the language, and a secret of its kind. */
function named(random: Random, { passwords, keys, pins }: Language): Named {
	const [names, draw] = random.pick<[readonly string[], Draw]>([
		[passwords, passwordWith(IN_TEXT)],
		[passwords, passwordWith(IN_TEXT)],
		[keys, token],
		[pins, digits(4)],
	]);
	return { key: random.pick(names), secret: draw(random) };
}

function formsOf(language: Language): SecretForm[] {
	const form = (kind: string, write: (pair: Named, random: Random) => SampleValue): SecretForm => ({
		name: `language-${language.language}-${kind}`,
		source: language.source,
		make(random) {
			const pair = named(random, language);
			return { value: write(pair, random), secrets: [pair.secret] };
		},
	});
	return [
		form('object', ({ key, secret }, random) => ({
			host: host(random),
			user: user(random),
			[key]: secret,
		})),
		form('text', ({ key, secret }, random) => {
			const line = key + random.pick(language.separators) + secret;
			return random.pick([
				line,
				`${project(random)}\n${line}\n`,
				json(random, { user: user(random), [key]: secret }),
			]);
		}),
	];
}

/** The words for password, key and PIN in other languages. */
export const NAMES_OF_LANGUAGES: readonly SecretForm[] = LANGUAGES.flatMap(formsOf);
