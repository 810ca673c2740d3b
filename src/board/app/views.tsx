import type { ComponentType } from 'preact';
import type { Scope } from '../generated/operations.js';
import { IncidentView } from '../incident/incident-view.js';
import { NowView } from '../now/now-view.js';
import { RoutesView } from '../routes/routes-view.js';
import type { ViewProps } from '../ui/router.js';

interface View {
  readonly title: string;
  /** Path below `/board`; its group is the subject. */
  readonly path: RegExp;
  /** Where the navigation leads; absent for views of one thing. */
  readonly link?: string;
  /** Without it, the view could show nothing but a refusal. */
  readonly scope?: Scope;
  readonly component: ComponentType<ViewProps>;
}

export const VIEWS: readonly View[] = [
  { title: 'Now', path: /^\/$/, link: '/', scope: 'INCIDENTS_READ', component: NowView },
  { title: 'Routes', path: /^\/routes\/?$/, link: '/routes', component: RoutesView },
  { title: 'Incident', path: /^\/incidents\/([^/]+)\/?$/, scope: 'INCIDENTS_READ', component: IncidentView },
];
