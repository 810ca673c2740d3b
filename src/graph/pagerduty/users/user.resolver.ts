import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { WireUser } from '../../../upstream/pagerduty/wire.js';
import { resolveFromFullObject } from '../../core/selection/expand-reference.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { EmailAddress, Uri } from '../../core/scalars.js';
import { PagerDutyUser } from './user.type.js';

/** What a reference does not hold; each field is null with an error at its path when the whole user cannot be read. */
@Resolver(() => PagerDutyUser)
export class PagerDutyUserResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => EmailAddress, {
    nullable: true,
    description: 'The person’s e-mail; may take a call of its own.',
  })
  email(@Root() user: PagerDutyUser): FieldValue {
    return readField(user, ({ email }) => email ?? null);
  }

  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'IANA name of the person’s time zone, e.g. Europe/Oslo; may take a call of its own.',
  })
  timeZone(@Root() user: PagerDutyUser): FieldValue {
    return readField(user, ({ time_zone: timeZone }) => timeZone ?? null);
  }

  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => Uri, { nullable: true, description: 'The person’s picture; may take a call of its own.' })
  avatarUrl(@Root() user: PagerDutyUser): FieldValue {
    return readField(user, ({ avatar_url: avatarUrl }) => avatarUrl ?? null);
  }
}

type FieldValue = string | null | Promise<string | null>;

function readField(user: PagerDutyUser, read: (full: WireUser) => string | null): FieldValue {
  return resolveFromFullObject(user, ({ loaders }, id) => loaders.user.load(id), read);
}
