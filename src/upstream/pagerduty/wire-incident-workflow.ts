import type { WireReference } from './wire.js';

/** Without its steps, whose inputs can hold texts and URLs that are secret. */
export interface WireIncidentWorkflow extends WireReference {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly is_enabled?: boolean | null;
  readonly created_at?: string | null;
}

/** Input of `POST /incident_workflows/{id}/instances`. */
export interface WorkflowInstanceDraft {
  readonly incidentId: string;
  /** Chosen by the caller; the webhooks of the instance carry it. */
  readonly instanceId: string;
}
