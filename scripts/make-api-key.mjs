// Creates an API key and prints it with its entry for API_KEYS_FILE. It stores neither.
import { createHash, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { parseApiKeys } from '../dist/config/api-keys-file.js';
import { SCOPES } from '../dist/config/scopes.js';

const USAGE = `npm run key -- --name web --scopes INCIDENTS_READ,INCIDENTS_WRITE [--email ops@example.com] [--accounts main]
  scopes: ${SCOPES.join(', ')}`;

const text = { type: 'string' };

function exitWithUsage(message) {
  console.error(`${message}\n${USAGE}`);
  process.exit(1);
}

function parseOptions() {
  try {
    return parseArgs({ options: { name: text, scopes: text, email: text, accounts: text } }).values;
  } catch (error) {
    return exitWithUsage(error.message);
  }
}

const splitList = (names) => names?.split(',').map((name) => name.trim());

const { name, scopes, email, accounts } = parseOptions();
const key = `pg_${randomBytes(32).toString('base64url')}`;
const sha256 = createHash('sha256').update(key).digest('hex');
const entry = JSON.stringify({ name, sha256, scopes: splitList(scopes), email, accounts: splitList(accounts) });

const { errors } = parseApiKeys(`[${entry}]`);
if (errors.length > 0) exitWithUsage(errors.join('\n').replaceAll('Entry 1, ', '--'));
console.log(`The API key. It is not shown again. Callers send it as "Authorization: Bearer …":
  ${key}
The entry for the list in API_KEYS_FILE:
  ${entry}`);
