import type { PreviewDeletionMutation } from '../generated/operations.js';
import { visibleName } from './visible-name.js';

export type Preview = NonNullable<PreviewDeletionMutation['deletePagerDutyDestinations']>;
type Affected = NonNullable<Preview['affectedPolicies']>[number];

/** What the deletion would do: which policies fall silent comes first. */
export function DeletionPreview({ preview: { destinations, affectedPolicies } }: { readonly preview: Preview }) {
  if (destinations?.length === 0) return <p class="notice">There are no destinations to delete.</p>;
  const active = affectedPolicies?.filter(({ policy }) => policy.enabled !== false) ?? [];
  const silent = active.filter(({ losesLastDestination }) => losesLastDestination);
  const others = affectedPolicies?.filter((one) => !silent.includes(one)) ?? [];
  return (
    <>
      <section class={silent.length > 0 ? 'notice notice-error' : 'notice'}>
        <h3>
          {silent.length > 0 ? `✕ ${countPolicies(silent.length)} would fall silent` : 'No policy would fall silent'}
        </h3>
        {silent.length > 0 && <p>Nobody would receive these alerts any more, in PagerDuty or elsewhere:</p>}
        <Policies affected={silent} />
      </section>
      {others.length > 0 && (
        <section class="notice">
          <h3>{countPolicies(others.length)} would no longer page</h3>
          <p>E-mail or webhooks still receive these alerts, or the policy is disabled:</p>
          <Policies affected={others} />
        </section>
      )}
      {!affectedPolicies && (
        <p class="notice notice-error">The policies that use the destinations could not be read.</p>
      )}
      <section class="notice">
        <h3>Cloudflare deletes every destination: {destinations?.length ?? 0}</h3>
        <ul class="routes-plain">
          {destinations?.map(({ id, name }) => (
            <li key={id} dir="auto">
              {visibleName(name, id)}
            </li>
          ))}
        </ul>
        <p>To page again, a person must connect the services anew, and add them to each policy at Cloudflare.</p>
      </section>
    </>
  );
}

const countPolicies = (count: number) => (count === 1 ? '1 policy' : `${count} policies`);

function Policies({ affected }: { readonly affected: readonly Affected[] }) {
  if (affected.length === 0) return null;
  return (
    <ul class="routes-plain">
      {affected.map(({ policy: { id, name, alertType } }) => (
        <li key={id}>
          <bdi>{visibleName(name, 'Policy without a name')}</bdi> <code>{alertType}</code>
        </li>
      ))}
    </ul>
  );
}
