import type { IncidentRef } from '../generated/operations.js';
import type { ChangeResult } from './change-result.js';
import type { Incident } from './incident-target.js';

/** The part of the input that all changes of an incident have. */
export interface ChangeInput {
  readonly account: string;
  readonly incident: IncidentRef;
  readonly actor?: string;
}

export interface FormProps {
  readonly incident: Incident;
  readonly input: ChangeInput;
  readonly onResult: (result: ChangeResult | undefined) => void;
}
