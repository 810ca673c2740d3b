// Sizes that the recording and the measurements share.

/** Incidents that are open, and of which each is read and changed. */
export const OPEN_INCIDENTS = 25;

/** Incidents of a list whose entries have a list each: up to what one operation may cost. */
export const NESTED_SIZES = [1, 10, 60];
