import type { PagerDutyAccountContext } from '../../core/context.js';
import type { Selection } from '../../core/selection/selection.js';
import { selectIncludes } from './incident-includes.js';
import { toIncident } from './incident.map.js';
import type { Incident } from './incident.type.js';

/**
 * Reads an incident with what a selection needs.
 *
 * @throws {Fault} `NOT_FOUND`
 */
export async function loadIncident(
  id: string,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
): Promise<Incident> {
  const include = selectIncludes(selection);
  return toIncident(await accountContext.loaders.incident.load({ id, include }), accountContext, include);
}
