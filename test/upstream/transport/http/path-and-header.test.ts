import { describe, expect, it } from '@jest/globals';
import { toHeaderValue } from '../../../../src/upstream/transport/http/headers.js';
import { isUrlSafeId, toUrlSafeId } from '../../../../src/upstream/transport/http/url-safe-id.js';

describe('an id in a path', () => {
  it.each(['PT4KHLK', '1234', 'a313ba7d-3e46-4c0e-a408-08fafbc3816a', 'a'.repeat(64)])('may be %s', (id) => {
    expect(toUrlSafeId(id)).toBe(id);
  });

  it.each(['', '.', '..', 'a/b', 'a%2Fb', 'a?b', 'a b', 'é', 'P1\n', 'a'.repeat(65)])('may not be %j', (id) => {
    expect(isUrlSafeId(id)).toBe(false);
    expect(() => toUrlSafeId(id)).toThrow('Invalid id: expected 1 to 64 letters, digits, underscores or hyphens.');
  });
});

describe('a header value', () => {
  it.each(['someone@example.com', 'zoë@example.com', 'with space'])('may be %j', (value) => {
    expect(toHeaderValue(value)).toBe(value);
  });

  it.each(['', 'a\r\nx: y', 'a\nb', 'tab\t', 'nul\u0000', 'del\u007f', 'c1\u0085', 'łódź@example.com'])(
    'may not be %j',
    (value) => {
      expect(() => toHeaderValue(value)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    },
  );
});
