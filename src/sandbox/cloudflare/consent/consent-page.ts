import { createHash } from 'node:crypto';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f3f4f6, #14161a); }
main { width: min(30rem, calc(100vw - 3rem)); padding: 2rem; border-radius: 12px; box-sizing: border-box;
  background: light-dark(#fff, #1f2329); box-shadow: 0 1px 3px #0003; }
h1 { font-size: 1.35rem; margin: 0 0 .5rem; }
p { margin: .5rem 0 1rem; }
fieldset { border: 1px solid light-dark(#d1d5db, #444b55); border-radius: 8px; padding: .5rem 1rem; margin: 0 0 1.25rem; }
label { display: flex; gap: .6rem; align-items: center; padding: .35rem 0; }
input { width: 1.1rem; height: 1.1rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.4rem; border: 0; border-radius: 8px; color: #fff;
  background: #067a3d; cursor: pointer; }
button:focus-visible, input:focus-visible { outline: 3px solid #2f7de1; outline-offset: 2px; }
code { overflow-wrap: anywhere; }
[role=alert] { color: light-dark(#b00020, #ff8a93); font-weight: 600; }
`;

/**
 * Allows one style sheet, identified by its hash, and a form that posts to the same origin. Nothing else loads or runs.
 */
export const CONSENT_PAGE_CSP = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Renders the form for selecting services. `errorMessage` stands above the form. */
export function renderServiceChoicePage(token: string, services: readonly string[], errorMessage?: string): string {
  const checkboxes = services.map(
    (name) => `<label><input type="checkbox" name="service" value="${escapeHtml(name)}"> ${escapeHtml(name)}</label>`,
  );
  return renderPage(
    'Connect PagerDuty',
    `<h1>Connect PagerDuty to Cloudflare</h1>
<p>Cloudflare may send notifications to the services you select. This is the sandbox: nobody is paged.</p>
${errorMessage === undefined ? '' : `<p role="alert">${escapeHtml(errorMessage)}</p>`}
<form method="post" action="/consent">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<fieldset><legend>PagerDuty services</legend>
${checkboxes.join('\n')}
</fieldset>
<button type="submit">Connect</button>
</form>`,
  );
}

export function renderAuthorisedPage(token: string, services: readonly string[]): string {
  const items = services.map((name) => `<li>${escapeHtml(name)}</li>`).join('\n');
  return renderPage(
    'PagerDuty authorised',
    `<h1>Authorised</h1>
<ul>
${items}
</ul>
<p>Now run <code>connectPagerDuty</code> with the token <code>${escapeHtml(token)}</code>.</p>`,
  );
}

export function renderErrorPage(message: string): string {
  return renderPage(
    'Connect PagerDuty',
    `<h1>Connect PagerDuty to Cloudflare</h1>\n<p role="alert">${escapeHtml(message)}</p>`,
  );
}

function renderPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
