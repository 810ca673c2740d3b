import type { FaultName } from '../../src/sandbox/faults/fault-kinds.js';
import type { FaultEffect } from './injected-faults.js';
import type { OperationName } from './operations.js';

/** How many of the requests that a fault matches fail. */
export type FaultDuration = 'once' | 'always';

/** `CODE` is the fault's own code, followed by an outcome. */
export type FaultCase = readonly [
  operation: OperationName,
  fault: FaultEffect,
  times: FaultDuration,
  told: string,
  requests: number,
  state: string,
];

/** The result of each operation under each kind of fault: the response, the number of requests and the final state. */
export const FAULT_CASES: readonly FaultCase[] = [
  ['read an incident', 'passing', 'once', 'read', 2, ''],
  ['read an incident', 'passing', 'always', 'CODE', 3, ''],
  ['read an incident', 'applied', 'once', 'read', 2, ''],
  ['read an incident', 'garbled', 'once', 'CODE', 1, ''],
  ['read an incident', 'busy', 'once', 'read', 2, ''],
  ['read an incident', 'busy', 'always', 'CODE', 3, ''],
  ['read an incident', 'wait', 'once', 'CODE', 1, ''],
  ['read an incident', 'refused', 'once', 'CODE', 1, ''],

  ['acknowledge', 'passing', 'once', 'changed', 2, 'acknowledged'],
  ['acknowledge', 'passing', 'always', 'CODE UNKNOWN', 3, 'triggered'],
  ['acknowledge', 'applied', 'always', 'changed', 1, 'acknowledged'],
  ['acknowledge', 'garbled', 'once', 'CODE UNKNOWN', 1, 'triggered'],
  ['acknowledge', 'busy', 'once', 'changed', 2, 'acknowledged'],
  ['acknowledge', 'busy', 'always', 'CODE REFUSED', 3, 'triggered'],
  ['acknowledge', 'wait', 'once', 'CODE REFUSED', 1, 'triggered'],
  ['acknowledge', 'refused', 'once', 'CODE REFUSED', 1, 'triggered'],

  ['resolve', 'passing', 'once', 'changed', 2, 'resolved'],
  ['resolve', 'passing', 'always', 'CODE UNKNOWN', 3, 'triggered'],
  ['resolve', 'applied', 'once', 'changed', 2, 'resolved'],
  ['resolve', 'applied', 'always', 'CODE UNKNOWN', 3, 'resolved'],
  ['resolve', 'garbled', 'once', 'CODE UNKNOWN', 1, 'triggered'],
  ['resolve', 'busy', 'once', 'changed', 2, 'resolved'],
  ['resolve', 'busy', 'always', 'CODE REFUSED', 3, 'triggered'],
  ['resolve', 'wait', 'once', 'CODE REFUSED', 1, 'triggered'],
  ['resolve', 'refused', 'once', 'CODE REFUSED', 1, 'triggered'],

  ['note', 'passing', 'once', 'CODE UNKNOWN', 1, '0 written'],
  ['note', 'applied', 'always', 'written', 1, '1 written'],
  ['note', 'garbled', 'once', 'CODE UNKNOWN', 1, '0 written'],
  ['note', 'busy', 'once', 'written', 2, '1 written'],
  ['note', 'busy', 'always', 'CODE REFUSED', 3, '0 written'],
  ['note', 'wait', 'once', 'CODE REFUSED', 1, '0 written'],
  ['note', 'refused', 'once', 'CODE REFUSED', 1, '0 written'],

  ['create', 'passing', 'once', 'created', 2, '1 made'],
  ['create', 'passing', 'always', 'CODE UNKNOWN', 2, '0 made'],
  ['create', 'applied', 'always', 'created', 1, '1 made'],
  ['create', 'garbled', 'once', 'created', 2, '1 made'],
  ['create', 'garbled', 'always', 'CODE UNKNOWN', 2, '0 made'],
  ['create', 'busy', 'once', 'created', 2, '1 made'],
  ['create', 'busy', 'always', 'CODE REFUSED', 3, '0 made'],
  ['create', 'wait', 'once', 'CODE REFUSED', 1, '0 made'],
  ['create', 'refused', 'once', 'CODE REFUSED', 1, '0 made'],

  ['keyed create', 'passing', 'once', 'created', 2, '1 made'],
  ['keyed create', 'passing', 'always', 'CODE UNKNOWN', 2, '0 made'],
  ['keyed create', 'applied', 'always', 'created', 1, '1 made'],
  ['keyed create', 'garbled', 'once', 'created', 2, '1 made'],
  ['keyed create', 'garbled', 'always', 'CODE UNKNOWN', 2, '0 made'],
  ['keyed create', 'busy', 'once', 'created', 2, '1 made'],
  ['keyed create', 'busy', 'always', 'CODE REFUSED', 3, '0 made'],
  ['keyed create', 'wait', 'once', 'CODE REFUSED', 1, '0 made'],
  ['keyed create', 'refused', 'once', 'CODE REFUSED', 1, '0 made'],

  ['list destinations', 'passing', 'once', '3 listed', 2, ''],
  ['list destinations', 'passing', 'always', 'CODE', 3, ''],
  ['list destinations', 'applied', 'once', '3 listed', 2, ''],
  ['list destinations', 'garbled', 'once', 'CODE', 1, ''],
  ['list destinations', 'busy', 'once', '3 listed', 2, ''],
  ['list destinations', 'busy', 'always', 'CODE', 3, ''],
  ['list destinations', 'wait', 'once', 'CODE', 1, ''],
  ['list destinations', 'refused', 'once', 'CODE', 1, ''],

  ['connect token', 'passing', 'once', 'CODE UNKNOWN', 1, '0 made'],
  ['connect token', 'applied', 'once', 'CODE UNKNOWN', 1, '1 made'],
  ['connect token', 'garbled', 'once', 'CODE UNKNOWN', 1, '0 made'],
  ['connect token', 'busy', 'once', 'made', 2, '1 made'],
  ['connect token', 'busy', 'always', 'CODE REFUSED', 3, '0 made'],
  ['connect token', 'wait', 'once', 'CODE REFUSED', 1, '0 made'],
  ['connect token', 'refused', 'once', 'CODE REFUSED', 1, '0 made'],

  ['link', 'passing', 'once', 'CODE UNKNOWN', 1, '3 destinations'],
  ['link', 'applied', 'once', 'CODE UNKNOWN', 1, '4 destinations'],
  ['link', 'garbled', 'once', 'CODE UNKNOWN', 1, '3 destinations'],
  ['link', 'busy', 'once', 'linked', 2, '4 destinations'],
  ['link', 'busy', 'always', 'CODE REFUSED', 3, '3 destinations'],
  ['link', 'wait', 'once', 'CODE REFUSED', 1, '3 destinations'],
  ['link', 'refused', 'once', 'CODE REFUSED', 1, '3 destinations'],

  ['attach', 'passing', 'once', 'changed', 2, '1 attached'],
  ['attach', 'passing', 'always', 'CODE UNKNOWN', 3, '0 attached'],
  ['attach', 'applied', 'always', 'changed', 1, '1 attached'],
  ['attach', 'garbled', 'once', 'CODE UNKNOWN', 1, '0 attached'],
  ['attach', 'busy', 'once', 'changed', 2, '1 attached'],
  ['attach', 'busy', 'always', 'CODE REFUSED', 3, '0 attached'],
  ['attach', 'wait', 'once', 'CODE REFUSED', 1, '0 attached'],
  ['attach', 'refused', 'once', 'CODE REFUSED', 1, '0 attached'],

  ['delete', 'passing', 'once', '3 deleted', 2, '0 destinations'],
  ['delete', 'passing', 'always', 'CODE UNKNOWN', 3, '3 destinations'],
  ['delete', 'applied', 'always', '3 deleted', 1, '0 destinations'],
  ['delete', 'garbled', 'once', 'CODE UNKNOWN', 1, '3 destinations'],
  ['delete', 'busy', 'once', '3 deleted', 2, '0 destinations'],
  ['delete', 'busy', 'always', 'CODE REFUSED', 3, '3 destinations'],
  ['delete', 'wait', 'once', 'CODE REFUSED', 1, '3 destinations'],
  ['delete', 'refused', 'once', 'CODE REFUSED', 1, '3 destinations'],
];

/** The same for responses with status 200 that only Cloudflare's envelope marks as failures. */
export const ENVELOPE_CASES: readonly (readonly [
  operation: OperationName,
  fault: FaultName,
  told: string,
  requests: number,
  state: string,
])[] = [
  ['list destinations', 'unsuccessful', 'UPSTREAM_REJECTED', 1, ''],
  ['connect token', 'unsuccessful', 'UPSTREAM_REJECTED', 1, '0 made'],
  ['link', 'unsuccessful', 'UPSTREAM_REJECTED', 1, '3 destinations'],
  ['delete', 'unsuccessful', 'UPSTREAM_REJECTED', 1, '3 destinations'],
  ['attach', 'unsuccessful', 'UPSTREAM_REJECTED', 1, '0 attached'],
  ['list destinations', 'null-result', '0 listed', 1, ''],
  ['connect token', 'null-result', 'UPSTREAM_BAD_RESPONSE UNKNOWN', 1, '0 made'],
  ['link', 'null-result', 'UPSTREAM_BAD_RESPONSE UNKNOWN', 1, '3 destinations'],
];
