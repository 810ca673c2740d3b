// Makes an API key: prints it once, and the entry for the file that API_KEYS_FILE names. Keeps neither.
import { createHash, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { parseApiKeys } from '../dist/config/api-keys-file.js';
import { SCOPES } from '../dist/config/scopes.js';

const USAGE = `npm run key -- --name web --scopes INCIDENTS_READ,INCIDENTS_WRITE [--email ops@example.com] [--accounts main]
  scopes: ${SCOPES.join(', ')}`;

const text = { type: 'string' };

function refuse(message) {
  console.error(`${message}\n${USAGE}`);
  process.exit(1);
}

function given() {
  try {
    return parseArgs({ options: { name: text, scopes: text, email: text, accounts: text } }).values;
  } catch (error) {
    return refuse(error.message);
  }
}

const list = (names) => names?.split(',').map((name) => name.trim());

const { name, scopes, email, accounts } = given();
const key = `pg_${randomBytes(32).toString('base64url')}`;
const sha256 = createHash('sha256').update(key).digest('hex');
const entry = JSON.stringify({ name, sha256, scopes: list(scopes), email, accounts: list(accounts) });

const { mistakes } = parseApiKeys(`[${entry}]`);
if (mistakes.length > 0) refuse(mistakes.join('\n').replaceAll('Entry 1, ', '--'));
console.log(`The key, shown this once; the caller sends it as "Authorization: Bearer …":
  ${key}
The entry for the list in API_KEYS_FILE:
  ${entry}`);
