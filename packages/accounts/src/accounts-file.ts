/** Name of the database in the data folder. */
export const ACCOUNTS_FILE = 'accounts.sqlite';
