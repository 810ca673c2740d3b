// Copies what the gateway needs of a system: this Node.js and its libraries. Usage: node copy-node.mjs FOLDER
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [, , folder] = process.argv;
const USER_ID = 10001;

/** Without nsswitch.conf the C library queries DNS before it reads /etc/hosts. */
const FILES = {
  'etc/passwd': `pagergraph:x:${USER_ID}:${USER_ID}::/:/none\n`,
  'etc/group': `pagergraph:x:${USER_ID}:\n`,
  'etc/nsswitch.conf': 'hosts: files dns\n',
};

function copy(path, target) {
  mkdirSync(dirname(target), { recursive: true });
  // cpSync of Node.js 24 takes a link to a library for a folder.
  copyFileSync(path, target);
}

const libraries = process.report.getReport().sharedObjects.filter((path) => path.startsWith('/'));
for (const library of libraries) copy(library, join(folder, library));
copy(process.execPath, join(folder, 'usr/local/bin/node'));

mkdirSync(join(folder, 'etc'), { recursive: true });
for (const [path, text] of Object.entries(FILES)) writeFileSync(join(folder, path), text);
