import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { WireUser } from '../../upstream/pagerduty/wire.js';
import { isReference } from '../reference.js';
import { Requires } from '../requires.js';
import { EmailAddress, Uri } from '../scalars.js';
import { PagerDutyUser } from './user.type.js';

/** What a reference does not hold; each field is null with an error at its path when the full user cannot be had. */
@Resolver(() => PagerDutyUser)
export class PagerDutyUserResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => EmailAddress, {
    nullable: true,
    description: 'The person’s e-mail; may take a call of its own.',
  })
  async email(@Root() user: PagerDutyUser): Promise<string | null> {
    return (await full(user)).email ?? null;
  }

  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'IANA name of the person’s time zone, e.g. Europe/Oslo; may take a call of its own.',
  })
  async timeZone(@Root() user: PagerDutyUser): Promise<string | null> {
    return (await full(user)).time_zone ?? null;
  }

  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => Uri, { nullable: true, description: 'The person’s picture; may take a call of its own.' })
  async avatarUrl(@Root() user: PagerDutyUser): Promise<string | null> {
    return (await full(user)).avatar_url ?? null;
  }
}

function full({ wire, access }: PagerDutyUser): WireUser | Promise<WireUser> {
  return isReference(wire) ? access.loaders.user.load(wire.id) : wire;
}
