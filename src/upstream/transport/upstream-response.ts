import type { EndpointInfo, ReferencedIds } from '../../faults/error-response.js';
import type { HttpResponse } from './http/send-request.js';

/** A response that is not decoded yet, and what was requested. */
export interface UpstreamResponse extends Pick<HttpResponse, 'status' | 'headers' | 'text' | 'json'> {
  readonly endpoint: EndpointInfo;
  /** Without its query. */
  readonly path?: string | undefined;
  /** Ids in the body of a write. */
  readonly referencedIds?: ReferencedIds | undefined;
  /** Redacted wherever the upstream echoes them. */
  readonly secrets: readonly string[];
  /** Whether an earlier attempt may have been executed. */
  readonly retriedAfterUnknown?: boolean;
  /** Our clock, in milliseconds since the epoch. */
  readonly now: number;
}
