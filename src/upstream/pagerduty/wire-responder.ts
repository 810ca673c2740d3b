import type { WireResponder } from './wire.js';

/** A user, or an escalation policy whose on-call users are requested. */
export interface ResponderTarget {
  readonly type: 'user' | 'escalation_policy';
  readonly id: string;
}

export interface ResponderRequestDraft {
  /** User on whose behalf the responders are requested. */
  readonly requesterId: string;
  /** PagerDuty requires it (docs/upstream-quirks.md, quirk 165). */
  readonly message: string;
  readonly targets: readonly ResponderTarget[];
}

export type ResponderCancellationDraft = Omit<ResponderRequestDraft, 'message'>;

/** A target in the response to a cancellation. */
export interface CancelledTarget {
  readonly id: string;
  /** `cancelled`, `joined`, `declined`, `not_found`, or a newer word. */
  readonly result: string;
}

/** A target in the response to a request, with the people who were requested through it. */
export interface RequestedTarget {
  readonly id: string;
  readonly responders: readonly WireResponder[];
}
