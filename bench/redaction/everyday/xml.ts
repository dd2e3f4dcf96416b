import type { SecretForm } from '../form.ts';
import { type Draw, IN_XML, password, passwordWith, token } from '../passwords.ts';
import { notation } from './notation.ts';
import { email, host, project, user } from './surroundings.ts';

const xmlPassword = passwordWith(IN_XML);
const escapedPassword: Draw = (random) => password(random).replaceAll('&', '&amp;');

/** Passwords in elements and attributes of XML. */
export const XML: readonly SecretForm[] = [
	notation({
		name: 'xml-element',
		source: 'https://www.w3.org/TR/xml/',
		draw: escapedPassword,
		write: (secret, random) => {
			const element = random.pick(['password', 'Password', 'apiKey', 'secret', 'ns:password']);
			return `<connection>\n  <host>${host(random)}</host>\n  <user>${user(random)}</user>\n  <${element}>${secret}</${element}>\n</connection>`;
		},
	}),
	notation({
		name: 'xml-element-with-attributes',
		source: 'https://www.w3.org/TR/xml/',
		draw: xmlPassword,
		write: (secret, random) =>
			`<wsse:UsernameToken><wsse:Username>${user(random)}</wsse:Username><wsse:Password Type="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText">${secret}</wsse:Password></wsse:UsernameToken>`,
	}),
	notation({
		name: 'xml-character-data',
		source: 'https://www.w3.org/TR/xml/',
		write: (secret, random) =>
			`<account name="${user(random)}"><password><![CDATA[${secret}]]></password></account>`,
	}),
	notation({
		name: 'xml-attribute',
		source: 'https://tomcat.apache.org/tomcat-10.1-doc/realm-howto.html',
		draw: xmlPassword,
		write: (secret, random) =>
			`<tomcat-users>\n  <user username="${user(random)}" password="${secret}" roles="manager-gui"/>\n</tomcat-users>`,
	}),
	notation({
		name: 'xml-add-key-value',
		source:
			'https://learn.microsoft.com/en-us/dotnet/framework/configure-apps/file-schema/appsettings/add-element-for-appsettings',
		draw: xmlPassword,
		write: (secret, random) =>
			`<appSettings>\n  <add key="SmtpHost" value="${host(random)}" />\n  <add key="${random.pick(['Password', 'SmtpPassword', 'ApiKey', 'ClientSecret'])}" value="${secret}" />\n</appSettings>`,
	}),
	notation({
		name: 'xml-connection-string',
		source:
			'https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-strings-and-configuration-files',
		draw: xmlPassword,
		write: (secret, random) =>
			`<connectionStrings>\n  <add name="Main" connectionString="Server=${host(random)};Database=${project(random)};User Id=${user(random)};Password=${secret}" providerName="System.Data.SqlClient" />\n</connectionStrings>`,
	}),
	notation({
		name: 'xml-maven-settings',
		source: 'https://maven.apache.org/settings.html',
		draw: escapedPassword,
		write: (secret, random) => {
			const element = random.pick(['password', 'passphrase']);
			return `<settings>\n  <servers>\n    <server>\n      <id>${project(random)}-releases</id>\n      <username>${user(random)}</username>\n      <${element}>${secret}</${element}>\n    </server>\n  </servers>\n</settings>\n`;
		},
	}),
	notation({
		name: 'xml-spring-property',
		source:
			'https://docs.spring.io/spring-framework/reference/core/beans/dependencies/factory-properties-detailed.html',
		draw: xmlPassword,
		write: (secret, random) =>
			`<bean id="dataSource" class="org.apache.commons.dbcp2.BasicDataSource">\n  <property name="url" value="jdbc:mysql://${host(random)}/${project(random)}"/>\n  <property name="username" value="${user(random)}"/>\n  <property name="password" value="${secret}"/>\n</bean>`,
	}),
	notation({
		name: 'xml-property-with-text',
		source:
			'https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-common/ClusterSetup.html',
		draw: xmlPassword,
		write: (secret, random) =>
			`<configuration>\n  <property>\n    <name>${random.pick(['javax.jdo.option.ConnectionPassword', 'fs.s3a.secret.key', 'ssl.server.keystore.password'])}</name>\n    <value>${secret}</value>\n  </property>\n</configuration>`,
	}),
	notation({
		name: 'xml-property-list-key',
		source:
			'https://developer.apple.com/library/archive/documentation/Cocoa/Conceptual/PropertyLists/',
		draw: (random) => random.pick([xmlPassword, token])(random),
		write: (secret, random) =>
			`<dict>\n\t<key>EmailAddress</key>\n\t<string>${email(random)}</string>\n\t<key>${random.pick(['Password', 'IncomingPassword', 'API_KEY'])}</key>\n\t<string>${secret}</string>\n</dict>`,
	}),
	notation({
		name: 'xml-android-string',
		source: 'https://developer.android.com/guide/topics/resources/string-resource',
		draw: token,
		write: (secret, random) =>
			`<resources>\n    <string name="app_name">${project(random)}</string>\n    <string name="${random.pick(['api_key', 'client_secret', 'access_token'])}">${secret}</string>\n</resources>`,
	}),
];
