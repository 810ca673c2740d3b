import { Directive, Field, InputType, registerEnumType } from 'type-graphql';
import { AlertSeverity } from '../alerts/alert.type.js';
import { DateTime, Json, Uri } from '../../core/scalars.js';

export enum TooLongPolicy {
  REFUSE = 'REFUSE',
  ADJUST = 'ADJUST',
}
registerEnumType(TooLongPolicy, {
  name: 'TooLongPolicy',
  description: 'What to do with an event that PagerDuty would refuse for a part that could be shorter or left out.',
  valuesConfig: {
    REFUSE: { description: 'Answer INVALID_INPUT with the field and its limit; nothing is sent.' },
    ADJUST: {
      description:
        'Cut what is too long, leave out optional parts that are empty or cannot be shown, send the rest, and tell in adjustments what was changed.',
    },
  },
});

@InputType({ description: 'A link shown with an alert.' })
export class AlertLink {
  @Field(() => Uri, { description: 'Where it leads.' })
  readonly href!: string;

  @Field(() => String, { nullable: true, description: 'What it is called.' })
  readonly text?: string | null;
}

@InputType({ description: 'A picture shown with an alert.' })
export class AlertImage {
  @Field(() => Uri, { description: 'Where the picture lies; https.' })
  readonly src!: string;

  @Field(() => Uri, { nullable: true, description: 'Where a click on it leads.' })
  readonly href?: string | null;

  @Field(() => String, { nullable: true, description: 'What it shows, in words.' })
  readonly alt?: string | null;
}

@InputType({ description: 'Something is wrong, still or again.' })
export class AlertTrigger {
  @Field({ description: 'What is wrong, in one line: 1 to 1024 characters; onTooLong decides beyond.' })
  readonly summary!: string;

  @Field({ description: 'What is affected: a host or another unique place, e.g. edge-7.example.com.' })
  readonly source!: string;

  @Field(() => AlertSeverity, { description: 'How bad it is.' })
  readonly severity!: AlertSeverity;

  @Field(() => String, {
    nullable: true,
    description:
      'The same for all events of one alert: 1 to 255 characters. Without one the gateway makes a key and answers it.',
  })
  readonly dedupKey?: string | null;

  @Field(() => String, { nullable: true, description: 'Which part of the source, e.g. mysql.' })
  readonly component?: string | null;

  @Field(() => String, { nullable: true, description: 'What the source belongs to, e.g. checkout.' })
  readonly group?: string | null;

  @Field(() => String, { nullable: true, description: 'What kind of event it is, e.g. disk.' })
  readonly eventClass?: string | null;

  @Field(() => Json, {
    nullable: true,
    description: 'A JSON object with whatever else helps; integers of any length go on as they came.',
  })
  readonly details?: unknown;

  @Field(() => DateTime, { nullable: true, description: 'When it was found; now without it.' })
  readonly timestamp?: Date | null;

  @Field(() => String, { nullable: true, description: 'The name of the tool that found it.' })
  readonly client?: string | null;

  @Field(() => Uri, { nullable: true, description: 'Where that tool shows it.' })
  readonly clientUrl?: string | null;

  @Field(() => [AlertLink], { nullable: true, description: 'Links shown with it.' })
  readonly links?: readonly AlertLink[] | null;

  @Field(() => [AlertImage], { nullable: true, description: 'Pictures shown with it.' })
  readonly images?: readonly AlertImage[] | null;
}

@InputType({ description: 'An alert that was triggered before.' })
export class AlertUpdate {
  @Field({ description: 'The key it was triggered with.' })
  readonly dedupKey!: string;
}

@Directive('@oneOf')
@InputType({ description: 'What a monitoring tool has to tell of one alert.' })
export class AlertEvent {
  @Field(() => AlertTrigger, { nullable: true, description: 'Something is wrong, still or again.' })
  readonly trigger?: AlertTrigger | null;

  @Field(() => AlertUpdate, { nullable: true, description: 'Somebody works on it.' })
  readonly acknowledge?: AlertUpdate | null;

  @Field(() => AlertUpdate, { nullable: true, description: 'It is over.' })
  readonly resolve?: AlertUpdate | null;
}

@InputType({ description: 'An event for PagerDuty’s Events API v2.' })
export class SendAlertEventInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it.',
  })
  readonly account?: string | null;

  @Field({
    description:
      'Name of a routing key in the gateway’s configuration, e.g. website-edge; the key itself never travels through GraphQL.',
  })
  readonly integration!: string;

  @Field(() => AlertEvent, { description: 'What happened.' })
  readonly event!: AlertEvent;

  @Field(() => TooLongPolicy, {
    defaultValue: TooLongPolicy.REFUSE,
    description:
      'What to do with a part that is too long or empty. ADJUST is for tools that cannot correct an event and must not lose a page.',
  })
  readonly onTooLong!: TooLongPolicy;
}
