// Copies what the gateway needs of a system: this Node.js and its libraries. Usage: node copy-node.mjs FOLDER
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , folder] = process.argv;
const USER_ID = 10001;

/** Without nsswitch.conf the C library queries DNS before it reads /etc/hosts. */
const FILES = {
  'etc/passwd': `pagergraph:x:${USER_ID}:${USER_ID}::/:/none\n`,
  'etc/group': `pagergraph:x:${USER_ID}:\n`,
  'etc/nsswitch.conf': 'hosts: files dns\n',
};

const libraries = process.report.getReport().sharedObjects.filter((path) => path.startsWith('/'));
for (const library of libraries) cpSync(library, join(folder, library), { dereference: true });
cpSync(process.execPath, join(folder, 'usr/local/bin/node'), { dereference: true });

mkdirSync(join(folder, 'etc'), { recursive: true });
for (const [path, text] of Object.entries(FILES)) writeFileSync(join(folder, path), text);
