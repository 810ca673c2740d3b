import { getNamedType, isNonNullType, isObjectType, type GraphQLResolveInfo } from 'graphql';
import { textOf } from '../../../shared/json.js';
import type { WireReference } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { exceedsReference } from '../../core/selection/expand-reference.js';
import { selectionOf } from '../../core/selection/selection.js';
import { orNull } from '../../core/mutations/run-mutation.js';
import { includesFor } from './incident-includes.js';
import { toIncident } from './incident.map.js';
import type { Incident } from './incident.type.js';

/** Number and title, as PagerDuty writes them into the summary of every incident (contracts: pagerduty-rest section 7). */
const SUMMARY = /^\[#(\d{1,9})\] (.+)$/s;

/** Fields that may not be null and that are told of an incident which is gone; of its status, that nobody knows it. */
const TOLD_OF_GONE = ['account', 'status', 'urgency'];

/**
 * The incident another one was merged into. Only what its reference lacks needs a call. When it is gone, the rest is null;
 * so is the whole when a field was asked for that can neither be told nor be null.
 *
 * @param info of the field that refers to it
 */
export async function mergeTarget(
  reference: WireReference,
  access: PagerDutyAccess,
  info: GraphQLResolveInfo,
): Promise<Incident | null> {
  const [, number, title] = SUMMARY.exec(textOf(reference.summary) ?? '') ?? [];
  const named = number === undefined ? [] : ['number', 'title'];
  const selection = selectionOf(info);
  const referred = () => fromReference(reference, Number(number), title ?? '', access);
  if (!exceedsReference(selection, [...named, 'account'])) return referred();
  const include = includesFor(selection);
  const whole = await orNull(access.loaders.incident.load({ id: reference.id, include }));
  if (whole) return toIncident(whole, access, include);
  return exceedsReference(requiredOf(info), [...named, ...TOLD_OF_GONE]) ? null : referred();
}

/** Selected fields that may not be null. */
function requiredOf(info: GraphQLResolveInfo): { readonly names: readonly string[] } {
  const type = getNamedType(info.returnType);
  const fields = isObjectType(type) ? type.getFields() : {};
  return { names: selectionOf(info).names.filter((name) => isNonNullType(fields[name]?.type)) };
}

function fromReference(reference: WireReference, number: number, title: string, access: PagerDutyAccess): Incident {
  const { id, type, html_url } = reference;
  const known = { id, type, html_url, incident_number: number, title, status: '', urgency: '', created_at: '' };
  return toIncident(known, access, ['body']);
}
