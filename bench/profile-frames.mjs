// Names of stack frames by the source files that the build made its bundle of.
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

const IN_PACKAGE = /^.*\/node_modules\//;
const IN_PROJECT = /^.*?\/(?=src\/)/;

/** @returns {(callFrame: { functionName: string, url: string, lineNumber: number, columnNumber: number }) => string} */
export function createFrameNames() {
  const sourceMaps = new Map();
  const findSourceMap = (url) => {
    if (!sourceMaps.has(url)) sourceMaps.set(url, readSourceMap(url));
    return sourceMaps.get(url);
  };
  return ({ functionName, url, lineNumber, columnNumber }) => {
    const name = functionName || '(anonymous)';
    if (!url.startsWith('file:')) return url === '' ? name : `${name} ${url}`;
    const { originalSource = url, originalLine = lineNumber } =
      findSourceMap(url)?.findEntry(lineNumber, columnNumber) ?? {};
    return `${name} ${originalSource.replace(IN_PACKAGE, '').replace(IN_PROJECT, '')}:${originalLine + 1}`;
  };
}

function readSourceMap(url) {
  const file = `${fileURLToPath(url)}.map`;
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
