import { Fault } from '../../../../faults/fault.js';
import type { ErrorCode } from '../../../../faults/codes.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';

/** Errors of `GET /users/me` with a credential that belongs to no user. */
const NO_USER_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'INVALID_INPUT',
  'FEATURE_UNAVAILABLE',
  'UPSTREAM_FORBIDDEN',
]);

/**
 * Returns the id of the user on whose behalf responders are requested or requests are cancelled, because PagerDuty expects
 * it in the body: the user with the e-mail of the actor, else the owner of the API key.
 *
 * @throws {Fault} `ACTOR_UNKNOWN` if no user has the e-mail; `ACTOR_REQUIRED` without actor and owner
 */
export async function findRequesterId(
  actor: string | undefined,
  { client, loaders }: PagerDutyAccountContext,
): Promise<string> {
  if (actor === undefined) return (await client.getMe().catch(rethrowWithoutUser)).id;
  const user = await loaders.userByEmail.load(actor);
  if (user) return user.id;
  throw new Fault('ACTOR_UNKNOWN', 'PagerDuty has no user with the actor’s e-mail address.');
}

function rethrowWithoutUser(error: unknown): never {
  if (!(error instanceof Fault) || !NO_USER_CODES.has(error.code)) throw error;
  throw new Fault('ACTOR_REQUIRED', 'Set `actor` to the e-mail of the PagerDuty user who requests or cancels.', {
    cause: error,
  });
}
