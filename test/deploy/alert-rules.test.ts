import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const FOLDER = join(__dirname, '../../deploy/prometheus');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const alerts = [...read('rules.yml').matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);

/** Prometheus' own checker. */
function promtool(...args: readonly string[]): string {
  const { error, stdout, stderr } = spawnSync('promtool', args, { cwd: FOLDER, encoding: 'utf8' });
  if (error) throw new Error('promtool is missing. Install it: apt-get install --no-install-recommends prometheus');
  return stdout + stderr;
}

describe('the alert rules', () => {
  test('are valid', () => {
    expect(promtool('check', 'rules', 'rules.yml')).toContain(`SUCCESS: ${alerts.length} rules found`);
  });

  test('fire when they should, and not before', () => {
    expect(promtool('test', 'rules', 'rules.test.yml')).toMatch(/SUCCESS\s*$/);
  });

  test.each(alerts)('%s has a case that fires it', (alert) => {
    expect(read('rules.test.yml')).toMatch(new RegExp(`alertname: ${alert}\\n\\s+eval_time: \\d+m\\n\\s+exp_alerts:`));
  });

  test.each(alerts)('%s has a row in docs/operating.md', (alert) => {
    expect(read('../../docs/operating.md')).toContain(`| \`${alert}\` `);
  });
});
