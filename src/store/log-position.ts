import { randomBytes } from 'node:crypto';

/** A place in an event log. */
export interface LogPosition {
  readonly epoch: string;
  /** Of an event; those of an epoch count from 1. */
  readonly number: number;
}

export function createEpoch(): string {
  return randomBytes(6).toString('hex');
}

export function formatPosition(epoch: string, number: number): string {
  return `${epoch}-${number}`;
}

/** Undefined for an invalid text. */
export function parsePosition(position: string): LogPosition | undefined {
  const [, epoch, number] = /^([\da-f]{1,32})-(\d{1,15})$/.exec(position) ?? [];
  return epoch === undefined ? undefined : { epoch, number: Number(number) };
}
