import type { InputReference, Upstream, UpstreamMessage } from './fault.js';

/**
 * Meaning of a 404 from an endpoint:
 *
 * - a noun: the object does not exist; it is the one in the path, where the path names one;
 * - `feature`: the account has no access to the endpoint, because a list or a fixed address always exists;
 * - `nothing`: the list is empty.
 */
export type NotFoundMeaning =
  | 'alert'
  | 'change event'
  | 'business service'
  | 'escalation policy'
  | 'incident'
  | 'incident workflow'
  | 'incident type'
  | 'log entry'
  | 'maintenance window'
  | 'note'
  | 'notification policy'
  | 'override'
  | 'schedule'
  | 'service'
  | 'silence'
  | 'team'
  | 'user'
  | 'webhook subscription'
  | 'feature'
  | 'nothing';

/** The properties of an endpoint that decide how its errors are reported. */
export interface EndpointInfo {
  readonly name: string;
  readonly effect: 'read' | 'write';
  readonly permission: string;
  readonly notFoundMeaning: NotFoundMeaning;
}

/** Ids of the objects that the body of a write refers to. */
export type ReferencedIds = Readonly<Partial<Record<InputReference, readonly string[]>>>;

/** An upstream's error response as its envelope decoder read it; texts are not yet redacted. */
export interface ErrorResponse {
  readonly upstream: Upstream;
  readonly endpoint: EndpointInfo;
  /** Id or number of the object in the path. */
  readonly objectId?: string | undefined;
  readonly referencedIds?: ReferencedIds | undefined;
  readonly status: number;
  readonly errors: readonly UpstreamMessage[];
  readonly messages?: readonly UpstreamMessage[];
  readonly requestId?: string;
  readonly retryAfterSeconds?: number;
  /** Whether an earlier attempt may have been executed. */
  readonly retriedAfterUnknown?: boolean | undefined;
  /** Credentials and tokens of this call; redacted wherever the upstream echoes them. */
  readonly secrets: readonly string[];
}
