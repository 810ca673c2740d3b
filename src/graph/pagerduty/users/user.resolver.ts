import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { WireUser } from '../../../upstream/pagerduty/wire.js';
import { resolveFromFullObject } from '../../core/selection/expand-reference.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { EmailAddress, Uri } from '../../core/scalars.js';
import { PagerDutyUser } from './user.type.js';

/** Fields that a reference does not have. If the user cannot be read, each is null with an error at its path. */
@Resolver(() => PagerDutyUser)
export class PagerDutyUserResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => EmailAddress, {
    nullable: true,
    description: 'E-mail address; may cost 1 upstream call.',
  })
  email(@Root() user: PagerDutyUser): FieldValue {
    return readField(user, ({ email }) => email ?? null);
  }

  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'IANA time zone, e.g. Europe/Oslo; may cost 1 upstream call.',
  })
  timeZone(@Root() user: PagerDutyUser): FieldValue {
    return readField(user, ({ time_zone: timeZone }) => timeZone ?? null);
  }

  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => Uri, { nullable: true, description: 'URL of the avatar; may cost 1 upstream call.' })
  avatarUrl(@Root() user: PagerDutyUser): FieldValue {
    return readField(user, ({ avatar_url: avatarUrl }) => avatarUrl ?? null);
  }
}

type FieldValue = string | null | Promise<string | null>;

function readField(user: PagerDutyUser, read: (full: WireUser) => string | null): FieldValue {
  return resolveFromFullObject(user, ({ loaders }, id) => loaders.user.load(id), read);
}
