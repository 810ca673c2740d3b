import { Fault } from '../../../faults/fault.js';
import type { PagerDutyAccountContext } from '../../core/context.js';

/**
 * The routing key with this name.
 *
 * @throws {Fault} `INVALID_INPUT` at `input.integration`
 */
export function getRoutingKey(routingKeys: PagerDutyAccountContext['routingKeys'], integration: string): string {
  const routingKey = Object.hasOwn(routingKeys, integration) ? routingKeys[integration] : undefined;
  if (routingKey !== undefined) return routingKey;
  throw new Fault(
    'INVALID_INPUT',
    'Unknown integration. Use the name of a routing key that is configured for this account.',
    { field: ['input', 'integration'] },
  );
}

/** Drops null fields, because PagerDuty would read null as a value. */
export function dropNulls<T extends object>(input: T): { [K in keyof T]?: Exclude<T[K], null | undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)) as never;
}

/** @throws {Fault} `INVALID_INPUT` at `field` */
export function validateDetails(details: unknown, field: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof details === 'object' && !Array.isArray(details)) return details as Readonly<Record<string, unknown>>;
  throw new Fault('INVALID_INPUT', 'details must be a JSON object.', { field });
}
