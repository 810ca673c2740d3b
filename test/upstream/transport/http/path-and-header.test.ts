import { describe, expect, it } from '@jest/globals';
import { headerValue } from '../../../../src/upstream/transport/http/headers.js';
import { isUpstreamId, pathId } from '../../../../src/upstream/transport/http/url-safe-id.js';

describe('an id in a path', () => {
  it.each(['PT4KHLK', '1234', 'a313ba7d-3e46-4c0e-a408-08fafbc3816a', 'a'.repeat(64)])('may be %s', (id) => {
    expect(pathId(id)).toBe(id);
  });

  it.each(['', '.', '..', 'a/b', 'a%2Fb', 'a?b', 'a b', 'é', 'P1\n', 'a'.repeat(65)])('may not be %j', (id) => {
    expect(isUpstreamId(id)).toBe(false);
    expect(() => pathId(id)).toThrow('This is not an id the upstream can have.');
  });
});

describe('a header value', () => {
  it.each(['someone@example.com', 'zoë@example.com', 'with space'])('may be %j', (value) => {
    expect(headerValue(value)).toBe(value);
  });

  it.each(['', 'a\r\nx: y', 'a\nb', 'tab\t', 'nul\u0000', 'del\u007f', 'c1\u0085', 'łódź@example.com'])(
    'may not be %j',
    (value) => {
      expect(() => headerValue(value)).toThrow(expect.objectContaining({ kind: 'INVALID_INPUT' }));
    },
  );
});
