import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import { afterEach, expect, jest, test } from '@jest/globals';
import { createTraceContext } from '../../src/shared/trace-context.js';

const MODULE = new URL('../../dist/shared/trace-context.js', import.meta.url);
/** More than are made at once. */
const MANY = 1000;

afterEach(() => {
  jest.restoreAllMocks();
});

const fillWithZeros = (bytes: Buffer) => bytes.fill(0);

const createTraces = () => Array.from({ length: MANY }, () => createTraceContext());

/** The ids of the first traces of a new process. */
function traceIdsOfProcess(): readonly string[] {
  const script = `const { createTraceContext } = await import('${MODULE.href}');
    console.log(Array.from({ length: ${MANY} }, () => createTraceContext().traceId).join());`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  return output.trim().split(',');
}

test('a new trace has ids of the right length and is not recorded', () => {
  const traceId = expect.stringMatching(/^[0-9a-f]{32}$/);
  const spanId = expect.stringMatching(/^[0-9a-f]{16}$/);
  expect(createTraceContext()).toEqual({ traceId, spanId, flags: 0 });
});

test('ids are never zero, even of random zeros', () => {
  jest.spyOn(crypto, 'randomFillSync').mockImplementationOnce(fillWithZeros as typeof crypto.randomFillSync);
  const ids = createTraces().flatMap(({ traceId, spanId }) => [traceId, spanId]);
  expect(ids.filter((id) => /^0+$/.test(id))).toEqual([]);
});

test('ids never repeat, neither in a process nor between processes', () => {
  const ids = [...createTraces().map(({ traceId }) => traceId), ...traceIdsOfProcess(), ...traceIdsOfProcess()];
  expect(ids).toHaveLength(3 * MANY);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the span ids of traces never repeat', () => {
  expect(new Set(createTraces().map(({ spanId }) => spanId)).size).toBe(MANY);
});
