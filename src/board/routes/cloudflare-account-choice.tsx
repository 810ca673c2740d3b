import { useSession } from '../data/session.js';
import { useSearchParam } from '../ui/router.js';

/** The Cloudflare account whose routes are shown, to choose if there are several. */
export function CloudflareAccountChoice({ account }: { readonly account: string | undefined }) {
  const { viewer } = useSession();
  const [, setAccount] = useSearchParam('cloudflare');
  const accounts = viewer.cloudflareAccounts;
  if (accounts.length === 0) return <p class="hint">You may read no Cloudflare account.</p>;
  if (accounts.length === 1) {
    return (
      <p class="hint">
        Cloudflare account <b>{account}</b>
      </p>
    );
  }
  return (
    <label>
      Cloudflare account{' '}
      <select value={account} onChange={(event) => setAccount(event.currentTarget.value)}>
        {accounts.map(({ key }) => (
          <option key={key}>{key}</option>
        ))}
      </select>
    </label>
  );
}
