import { useEffect, useRef } from 'preact/hooks';
import { LiveProvider } from '../data/live.js';
import { useSession } from '../data/session.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { FreshnessBar } from './freshness-bar.js';
import { MissingScope } from './missing-scope.js';
import { Link, useRouter, useSearchParam } from '../ui/router.js';
import { VIEWS } from './views.js';

const isLiveMode = document.documentElement.dataset['mode'] === 'live';

/** The frame of every view: where one is, how fresh it is, and who one is. */
export function Shell() {
  const { viewer } = useSession();
  const [wanted] = useSearchParam('account');
  const account = wanted || viewer.pagerDutyAccounts[0]?.key;
  return (
    <LiveProvider account={account}>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="bar">
        <p class="brand">pagergraph</p>
        {isLiveMode ? <Badge tone="red">LIVE</Badge> : <Badge tone="blue">sandbox</Badge>}
        <Navigation />
        <FreshnessBar account={account} />
        <Viewer account={account} />
      </header>
      <Content account={account} />
    </LiveProvider>
  );
}

function Navigation() {
  const { path } = useRouter();
  return (
    <nav aria-label="Views">
      <ul class="views">
        {VIEWS.filter(({ link }) => link !== undefined).map((view) => (
          <li key={view.title}>
            <Link to={view.link ?? '/'} aria-current={view.path.test(path) ? 'page' : undefined}>
              {view.title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Viewer({ account }: { readonly account: string | undefined }) {
  const { viewer, hasToken, end } = useSession();
  const [, setAccount] = useSearchParam('account');
  const accounts = viewer.pagerDutyAccounts;
  return (
    <div class="viewer">
      {accounts.length > 1 && (
        <label>
          Account{' '}
          <select value={account} onChange={(event) => setAccount(event.currentTarget.value)}>
            {accounts.map(({ key }) => (
              <option key={key}>{key}</option>
            ))}
          </select>
        </label>
      )}
      <span class="viewer-name">{viewer.name}</span>
      <Button onClick={() => end()}>{hasToken ? 'Sign out' : 'Sign in'}</Button>
    </div>
  );
}

function Content({ account }: { readonly account: string | undefined }) {
  const { path } = useRouter();
  const { can } = useSession();
  const main = useRef<HTMLElement>(null);
  const lastPath = useRef(path);
  useEffect(() => {
    if (lastPath.current === path) return;
    lastPath.current = path;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  const view = VIEWS.find((one) => one.path.test(path));
  const subject = decodeURIComponent(view?.path.exec(path)?.[1] ?? '');
  return (
    <main id="content" ref={main} tabIndex={-1}>
      {!view && <h1>There is no such view.</h1>}
      {view?.scope && !can(view.scope) && <MissingScope title={view.title} scope={view.scope} />}
      {view && (!view.scope || can(view.scope)) && <view.component account={account} subject={subject} />}
    </main>
  );
}
