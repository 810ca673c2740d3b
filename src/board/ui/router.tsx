import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';

/** The gateway's root as this browser reaches it; a reverse proxy may have added a prefix. */
export const ROOT = new URL(document.documentElement.dataset['root'] || './', location.href);

const BOARD = `${ROOT.pathname}board`;

/** What a view gets from its address. */
export interface ViewProps {
  /** Key of the PagerDuty account; undefined without any. */
  readonly account: string | undefined;
  /** What the address names, such as the number of an incident. */
  readonly subject: string;
}

interface Router {
  /** Path below `/board`, such as `/incidents/7`. */
  readonly path: string;
  readonly search: URLSearchParams;
  readonly navigate: (to: string, options?: { readonly replace?: boolean }) => void;
}

const RouterContext = createContext<Router | undefined>(undefined);

export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (!router) throw new Error('The router is available within its provider only.');
  return router;
}

const readPath = () => location.pathname.slice(BOARD.length) || '/';

export function RouterProvider({ children }: { readonly children: ComponentChildren }) {
  const [href, setHref] = useState(location.href);
  useEffect(() => {
    const update = () => setHref(location.href);
    window.addEventListener('popstate', update);
    return () => window.removeEventListener('popstate', update);
  }, []);
  const router = useMemo<Router>(
    () => ({
      path: readPath(),
      search: new URLSearchParams(location.search),
      navigate(to, { replace = false } = {}) {
        history[replace ? 'replaceState' : 'pushState'](null, '', toHref(to));
        setHref(location.href);
      },
    }),
    [href],
  );
  return <RouterContext.Provider value={router}>{children}</RouterContext.Provider>;
}

/** What the address keeps from view to view: the accounts. */
const KEPT = ['account', 'cloudflare'];

/** The address of a view. It stays in the accounts that the current address names. */
function toHref(to: string): string {
  const [path = '', query = ''] = to.split('?');
  const search = new URLSearchParams(query);
  const current = new URLSearchParams(location.search);
  for (const name of KEPT) {
    const value = current.get(name);
    if (value !== null && !search.has(name)) search.set(name, value);
  }
  return `${BOARD}${path === '/' ? '' : path}${search.size > 0 ? `?${search.toString()}` : ''}`;
}

interface LinkProps {
  /** Path below `/board`, with its query. */
  readonly to: string;
  readonly class?: string;
  readonly 'aria-current'?: 'page' | undefined;
  readonly children: ComponentChildren;
}

/** A link to a view that loads no page; a new tab or window works as for any link. */
export function Link({ to, ...props }: LinkProps) {
  const { navigate } = useRouter();
  const onClick = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return <a {...props} href={toHref(to)} onClick={onClick} />;
}

/** A value in the query of the address; empty removes it. */
export function useSearchParam(name: string): readonly [string, (value: string) => void] {
  const { path, search, navigate } = useRouter();
  const set = (value: string) => {
    const next = new URLSearchParams(location.search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    navigate(`${path}?${next.toString()}`, { replace: true });
  };
  return [search.get(name) ?? '', set];
}
