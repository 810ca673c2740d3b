import { describe, expect, test } from '@jest/globals';
import type { CloudflareAccountContext } from '../../../../src/graph/core/context.js';
import { deriveCursorKey } from '../../../../src/graph/core/pagination/cursor-key.js';
import { listNotifications } from '../../../../src/graph/cloudflare/notifications/notification-history.js';
import { toNumberedPage } from '../../../../src/graph/cloudflare/notifications/page-number.js';
import type { HistoryQuery } from '../../../../src/upstream/cloudflare/wire.js';

const MINUTE = 60_000;

interface StoredNotification {
  readonly id: string;
  readonly sent: string;
}

const notificationSentAt = (id: string, at: number): StoredNotification => ({ id, sent: new Date(at).toISOString() });

/** An account with these notifications, newest first; it returns them by page number like Cloudflare. */
function account(kept: readonly StoredNotification[]): CloudflareAccountContext {
  const listHistory = async ({ page, perPage, before }: HistoryQuery) => {
    const within = kept.filter(({ sent }) => before === undefined || Date.parse(sent) < Date.parse(before));
    return { items: within.slice((page - 1) * perPage, page * perPage), total: null };
  };
  return {
    key: 'main',
    cursorKey: deriveCursorKey('a secret', 'CLOUDFLARE', 'main'),
    client: { listHistory },
  } as unknown as CloudflareAccountContext;
}

describe('paginating the history', () => {
  test.each([1, 7, 25, 100])('returns each entry once in pages of %i, also while new ones arrive', async (first) => {
    const start = Date.now() - MINUTE;
    const kept = Array.from({ length: 230 }, (_, index) => notificationSentAt(`old${index}`, start - index * MINUTE));
    const returned: string[] = [];
    for (let after: string | null = null, goesOn = true; goesOn;) {
      // oxlint-disable-next-line no-await-in-loop -- each page begins where the one before ended
      const page = await listNotifications({ first, after }, account(kept));
      returned.push(...page.nodes.map(({ cloudflareId }) => cloudflareId));
      after = page.pageInfo.endCursor;
      goesOn = page.pageInfo.hasNextPage;
      kept.unshift(notificationSentAt(`new${kept.length}`, Date.now() + kept.length * MINUTE));
    }
    expect(returned).toEqual(Array.from({ length: 230 }, (_, index) => `old${index}`));
  });

  test('returns entries that a clock ahead of ours dated', async () => {
    const page = await listNotifications({ first: 5 }, account([notificationSentAt('ahead', Date.now() + MINUTE)]));
    expect(page.nodes.map(({ cloudflareId }) => cloudflareId)).toEqual(['ahead']);
  });

  test('may change its page size between pages', async () => {
    const kept = Array.from({ length: 40 }, (_, index) =>
      notificationSentAt(`n${index}`, Date.now() - (index + 1) * MINUTE),
    );
    const returned: string[] = [];
    let after: string | null = null;
    for (const first of [3, 10, 1, 26]) {
      // oxlint-disable-next-line no-await-in-loop -- each page begins where the one before ended
      const page = await listNotifications({ first, after }, account(kept));
      returned.push(...page.nodes.map(({ cloudflareId }) => cloudflareId));
      after = page.pageInfo.endCursor;
    }
    expect(returned).toEqual(kept.map(({ id }) => id));
  });
});

describe('the numbered page that contains a range', () => {
  test('is one that Cloudflare accepts, wherever the range begins', () => {
    const misfits: number[] = [];
    for (let offset = 0; offset < 20_000; offset += 1) {
      for (const count of [2, 26, 101]) {
        const { page, perPage, skip } = toNumberedPage(offset, count);
        const holds = (page - 1) * perPage + skip === offset && skip + count <= perPage;
        if (!holds || perPage < 5 || perPage > 1000) misfits.push(offset);
      }
    }
    expect(misfits).toEqual([]);
  });

  test('is as small as possible at the start of the list', () => {
    expect(toNumberedPage(0, 26)).toEqual({ page: 1, perPage: 26, skip: 0 });
    expect(toNumberedPage(0, 2)).toEqual({ page: 1, perPage: 5, skip: 0 });
  });
});
