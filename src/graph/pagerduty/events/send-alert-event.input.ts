import { Directive, Field, InputType, registerEnumType } from 'type-graphql';
import { AccountField } from '../../core/accounts/account-arg.js';
import { UnavailablePolicy } from '../../core/outbox/unavailable-policy.js';
import { AlertSeverity } from '../alerts/alert.type.js';
import { DateTime, Json, Uri } from '../../core/scalars.js';
import { MAX_DEDUP_KEY_LENGTH, MAX_SUMMARY_LENGTH } from '../../../upstream/pagerduty/events/validate-event.js';

export enum TooLongPolicy {
  REFUSE = 'REFUSE',
  ADJUST = 'ADJUST',
}
registerEnumType(TooLongPolicy, {
  name: 'TooLongPolicy',
  description: 'Action if PagerDuty would refuse an event because of a part that can be shortened or omitted.',
  valuesConfig: {
    REFUSE: { description: 'Return INVALID_INPUT with the field and its limit; send nothing.' },
    ADJUST: {
      description:
        'Cut texts that are too long and omit optional parts that are empty or cannot be shown. Send the rest, and report each change in adjustments.',
    },
  },
});

@InputType({ description: 'A link shown with an alert.' })
export class AlertLink {
  @Field(() => Uri, { description: 'Target URL.' })
  readonly href!: string;

  @Field(() => String, { nullable: true, description: 'Link text.' })
  readonly text?: string | null;
}

@InputType({ description: 'An image shown with an alert.' })
export class AlertImage {
  @Field(() => Uri, { description: 'HTTPS URL of the image.' })
  readonly src!: string;

  @Field(() => Uri, { nullable: true, description: 'Target URL of a click.' })
  readonly href?: string | null;

  @Field(() => String, { nullable: true, description: 'Alternative text.' })
  readonly alt?: string | null;
}

@InputType({ description: 'A problem that is new or still present.' })
export class AlertTrigger {
  @Field({
    description: `One-line summary of 1 to ${MAX_SUMMARY_LENGTH} characters. onTooLong decides what happens to a longer one.`,
  })
  readonly summary!: string;

  @Field({ description: 'Affected system: a host or another unique name, e.g. edge-7.example.com.' })
  readonly source!: string;

  @Field(() => AlertSeverity, { description: 'Severity.' })
  readonly severity!: AlertSeverity;

  @Field(() => String, {
    nullable: true,
    description: `Dedup key, shared by all events of one alert: 1 to ${MAX_DEDUP_KEY_LENGTH} characters. By default the gateway generates one and returns it.`,
  })
  readonly dedupKey?: string | null;

  @Field(() => String, { nullable: true, description: 'Affected component of the source, e.g. mysql.' })
  readonly component?: string | null;

  @Field(() => String, { nullable: true, description: 'Logical group of the source, e.g. checkout.' })
  readonly group?: string | null;

  @Field(() => String, { nullable: true, description: 'Class of the event, e.g. disk.' })
  readonly eventClass?: string | null;

  @Field(() => Json, {
    nullable: true,
    description: 'A JSON object with further data. Integers of any size are forwarded unchanged.',
  })
  readonly details?: unknown;

  @Field(() => DateTime, { nullable: true, description: 'Time of detection; now by default.' })
  readonly timestamp?: Date | null;

  @Field(() => String, { nullable: true, description: 'Name of the tool that detected the problem.' })
  readonly client?: string | null;

  @Field(() => Uri, { nullable: true, description: 'URL of the problem in that tool.' })
  readonly clientUrl?: string | null;

  @Field(() => [AlertLink], { nullable: true, description: 'Links shown with the alert.' })
  readonly links?: readonly AlertLink[] | null;

  @Field(() => [AlertImage], { nullable: true, description: 'Images shown with the alert.' })
  readonly images?: readonly AlertImage[] | null;
}

@InputType({ description: 'Reference to an alert that was triggered before.' })
export class AlertUpdate {
  @Field({ description: 'Dedup key of the alert.' })
  readonly dedupKey!: string;
}

@Directive('@oneOf')
@InputType({ description: 'One event of an alert: trigger, acknowledge or resolve.' })
export class AlertEvent {
  @Field(() => AlertTrigger, { nullable: true, description: 'Trigger: the problem is new or still present.' })
  readonly trigger?: AlertTrigger | null;

  @Field(() => AlertUpdate, { nullable: true, description: 'Acknowledge: somebody is working on the problem.' })
  readonly acknowledge?: AlertUpdate | null;

  @Field(() => AlertUpdate, { nullable: true, description: 'Resolve: the problem is gone.' })
  readonly resolve?: AlertUpdate | null;
}

@InputType({ description: 'Input of sendAlertEvent.' })
export class SendAlertEventInput {
  @AccountField('PAGERDUTY')
  readonly account?: string | null;

  @Field({
    description:
      'Name of a routing key in the gateway’s configuration, e.g. website-edge. The key itself is never sent through GraphQL.',
  })
  readonly integration!: string;

  @Field(() => AlertEvent, { description: 'Event to send.' })
  readonly event!: AlertEvent;

  @Field(() => TooLongPolicy, {
    defaultValue: TooLongPolicy.REFUSE,
    description:
      'Action if a part is too long or empty. Use ADJUST for tools that cannot correct an event and must not lose a page.',
  })
  readonly onTooLong!: TooLongPolicy;

  @Field(() => UnavailablePolicy, {
    nullable: true,
    description: 'Action if PagerDuty is unavailable; FAIL by default.',
  })
  readonly whenUnavailable?: UnavailablePolicy | null;
}
