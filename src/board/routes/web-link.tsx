import type { ComponentChildren } from 'preact';

interface WebLinkProps {
  readonly url: string | null;
  readonly children: ComponentChildren;
}

/** A link to another site in a new tab. A URL that is not of the web, such as `javascript:`, stays text. */
export function WebLink({ url, children }: WebLinkProps) {
  if (url === null || !isWebUrl(url)) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function isWebUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
