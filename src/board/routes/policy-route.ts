import { anyIsTrue, type DestinationRoute } from './destination-route.js';
import type { Gap } from './gap.js';
import type { PolicyNode } from './route-nodes.js';
import type { SilenceStatus } from '../generated/operations.js';
import { visibleName } from './visible-name.js';

/** A notification policy of Cloudflare on the map. */
export interface PolicyRoute {
  readonly id: string;
  readonly name: string;
  readonly alertType: string;
  readonly isEnabled: boolean;
  /** Whether it is enabled, and certainly notifies nobody now. */
  readonly isSilenced: boolean;
  /** Numbers of recipients beside PagerDuty. */
  readonly emailCount: number;
  readonly webhookCount: number;
  /** PagerDuty destinations; null when unknown. */
  readonly destinationIds: readonly string[] | null;
  readonly gaps: readonly Gap[];
}

/** What the map shows of a policy. A disabled one sends nothing, so that nothing of it is lost. */
export function toPolicyRoute(policy: PolicyNode, destinations: ReadonlyMap<string, DestinationRoute>): PolicyRoute {
  const route = {
    id: policy.id,
    name: visibleName(policy.name, 'Policy without a name'),
    alertType: policy.alertType,
    isEnabled: policy.enabled !== false,
    isSilenced: policy.enabled !== false && policy.silences?.some(isActive) === true,
    emailCount: policy.emails.length,
    webhookCount: policy.webhookIds.length,
    destinationIds: policy.pagerDutyDestinations?.map(({ id }) => id) ?? null,
  };
  const gaps = [...describeSilence(policy), ...findGaps(route, destinations)];
  return { ...route, gaps: route.isEnabled ? gaps : [] };
}

function findGaps(policy: Omit<PolicyRoute, 'gaps'>, destinations: ReadonlyMap<string, DestinationRoute>): Gap[] {
  const { destinationIds, emailCount, webhookCount } = policy;
  if (!destinationIds) return [];
  const hasOthers = emailCount + webhookCount > 0;
  if (destinationIds.length === 0) {
    return hasOthers ? [] : [{ kind: 'POLICY_DELIVERS_NOWHERE', text: 'Delivers to nobody: it has no destination.' }];
  }
  const targets = destinationIds.map((id) => destinations.get(id));
  const gaps = describeDeadEnds(targets.filter((target) => target !== undefined));
  if (anyIsTrue(targets.map((target) => target?.reachesSomebody ?? null)) === false) {
    const rest = hasOthers ? 'Only e-mail or webhooks receive its alerts.' : 'Its alerts reach nobody.';
    gaps.push({ kind: 'POLICY_REACHES_NOBODY', text: `PagerDuty pages nobody for it. ${rest}` });
  }
  return gaps;
}

const isActive = ({ status }: { readonly status: SilenceStatus }) => status === 'ACTIVE';

/** The last of its active silences, because the policy notifies somebody only after all. */
function describeSilence({ silences }: PolicyNode): Gap[] {
  const ends = (silences ?? []).filter(isActive).map(({ end }) => end);
  if (ends.length === 0) return [];
  const [kind, text] = ['POLICY_SILENCED', 'Silenced: it notifies nobody'] as const;
  const known = ends.filter((end) => end !== null).toSorted((a, b) => Date.parse(b) - Date.parse(a));
  const [until] = known;
  return [known.length === ends.length && until ? { kind, text, until } : { kind, text: `${text}.` }];
}

/** Names that one sentence holds, and characters of each. */
const MAX_NAMES = 3;
const MAX_NAME_LENGTH = 60;

function describeDeadEnds(targets: readonly DestinationRoute[]): Gap[] {
  const names = targets.filter(({ serviceIds }) => serviceIds?.length === 0).map(({ name }) => `“${shorten(name)}”`);
  const [first, ...others] = names;
  if (first === undefined) return [];
  const text =
    others.length === 0
      ? `Its destination ${first} matches no PagerDuty service.`
      : `${names.length} of its destinations match no PagerDuty service: ${joinNames(names)}.`;
  return [{ kind: 'POLICY_HAS_DEAD_DESTINATION', text }];
}

function joinNames(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return names.slice(0, MAX_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function shorten(name: string): string {
  return name.length > MAX_NAME_LENGTH ? `${Array.from(name).slice(0, MAX_NAME_LENGTH).join('')}…` : name;
}
