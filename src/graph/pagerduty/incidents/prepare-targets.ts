import pMap from 'p-map';
import { MAX_CONCURRENT_READS } from '../../../upstream/pagerduty/limits.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import type { PagerDutyIdType } from '../../core/ids/global-id.js';
import { parsePagerDutyRef, type PagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { assertDistinct, assertOneOf } from '../../core/input/validate.js';
import { prepareUserLookup, type UserRef } from '../users/user.ref.js';

/** What an input can name instead of a user, and its names in the input, in PagerDuty and in global ids. */
interface GroupKind<M extends string, T extends string> {
  readonly member: M;
  readonly type: T;
  readonly idType: PagerDutyIdType;
}

type TargetRef<M extends string> = { readonly user?: UserRef | null } & {
  readonly [member in M]?: PagerDutyRef | null;
};

interface Target<T extends string> {
  readonly type: 'user' | T;
  readonly id: string;
}

/**
 * Validates users and groups at once and returns a function that looks up the users.
 *
 * @param noun what the entries of the list are, e.g. "subscriber"
 * @throws {Fault} `INVALID_INPUT` in the list at `field`; the returned function also `NOT_FOUND`
 */
export function prepareTargets<M extends string, T extends string>(
  refs: readonly TargetRef<M>[],
  kind: GroupKind<M, T>,
  noun: string,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): () => Promise<readonly Target<T>[]> {
  const lookups = refs.map((ref, index) => prepareTarget(ref, kind, accountContext, [...field, String(index)]));
  return async () => {
    const targets = await pMap(lookups, (lookUp) => lookUp(), { concurrency: MAX_CONCURRENT_READS });
    assertDistinct(
      targets.map(({ id }) => id),
      noun,
      field,
    );
    return targets;
  };
}

function prepareTarget<M extends string, T extends string>(
  ref: TargetRef<M>,
  { member, type, idType }: GroupKind<M, T>,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): () => Promise<Target<T>> {
  const { user, [member]: group } = assertOneOf(ref, field);
  if (group != null) {
    const id = parsePagerDutyRef(group, idType, accountContext, [...field, member]);
    return async () => ({ type, id });
  }
  const lookUp = prepareUserLookup(user ?? {}, accountContext, [...field, 'user']);
  return async () => ({ type: 'user', id: await lookUp() });
}
