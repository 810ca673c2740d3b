import { getNamedType, isNonNullType, isObjectType, type GraphQLResolveInfo } from 'graphql';
import { asString } from '../../../shared/json.js';
import type { WireReference } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { needsFullObject } from '../../core/selection/expand-reference.js';
import { getSelection } from '../../core/selection/selection.js';
import { nullIfNotFound } from '../../core/errors/null-if-not-found.js';
import { selectIncludes } from './incident-includes.js';
import { toIncident } from './incident.map.js';
import type { Incident } from './incident.type.js';

/** Number and title in the summary of an incident (docs/upstream-quirks.md, "PagerDuty: the incident"). */
const SUMMARY_PATTERN = /^\[#(\d{1,9})\] (.+)$/s;

/** Non-null fields that have a value even if the incident no longer exists; status and urgency are then UNKNOWN. */
const KNOWN_WITHOUT_INCIDENT = ['account', 'status', 'urgency'];

/**
 * Resolves an incident that another object refers to. Only fields that the reference lacks need a call. If the incident
 * no longer exists, these fields are null. The incident itself is null if one of them cannot be null.
 *
 * @param info of the field with the incident
 */
export async function resolveIncidentReference(
  reference: WireReference,
  accountContext: PagerDutyAccountContext,
  info: GraphQLResolveInfo,
): Promise<Incident | null> {
  const [, number, title] = SUMMARY_PATTERN.exec(asString(reference.summary) ?? '') ?? [];
  const summaryFields = number === undefined ? [] : ['number', 'title'];
  const selection = getSelection(info);
  const toReferenced = () => toReferencedIncident(reference, Number(number), title ?? '', accountContext);
  if (!needsFullObject(selection, [...summaryFields, 'account'])) return toReferenced();
  const include = selectIncludes(selection);
  const full = await nullIfNotFound(accountContext.loaders.incident.load({ id: reference.id, include }));
  if (full) return toIncident(full, accountContext, include);
  return needsFullObject(selectNonNullFields(info), [...summaryFields, ...KNOWN_WITHOUT_INCIDENT])
    ? null
    : toReferenced();
}

/** Selected fields that cannot be null. */
function selectNonNullFields(info: GraphQLResolveInfo): { readonly names: readonly string[] } {
  const type = getNamedType(info.returnType);
  const fields = isObjectType(type) ? type.getFields() : {};
  return { names: getSelection(info).names.filter((name) => isNonNullType(fields[name]?.type)) };
}

function toReferencedIncident(
  reference: WireReference,
  number: number,
  title: string,
  accountContext: PagerDutyAccountContext,
): Incident {
  const { id, type, html_url } = reference;
  const partial = { id, type, html_url, incident_number: number, title, status: '', urgency: '', created_at: '' };
  return toIncident(partial, accountContext, ['body']);
}
