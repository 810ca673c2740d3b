/** A place where alerts reach nobody, or that no alert reaches. */
export interface Gap {
  readonly kind:
    | 'POLICY_SILENCED'
    | 'POLICY_DELIVERS_NOWHERE'
    | 'POLICY_REACHES_NOBODY'
    | 'POLICY_HAS_DEAD_DESTINATION'
    | 'DESTINATION_WITHOUT_SERVICE'
    | 'DESTINATION_UNUSED'
    | 'SERVICE_WITHOUT_ON_CALL'
    | 'SERVICE_CLOSED';
  readonly text: string;
  /** ISO date-time at which the gap closes by itself. It ends the sentence. */
  readonly until?: string;
}

/** Gaps that the card of the people on call shows, and not the card of the service. */
export const isOfPeople = ({ kind }: Gap): boolean => kind === 'SERVICE_WITHOUT_ON_CALL';

/** Gaps that the card of the service shows. */
export const isOfService = (gap: Gap): boolean => !isOfPeople(gap);
