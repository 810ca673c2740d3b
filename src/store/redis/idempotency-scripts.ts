import { createScript } from './script.js';

/**
 * The keys of one owner. Entries: a hash of JSON by id, with the total size as `bytes`. Results: a hash by id.
 *
 * Expiry: the ids of finished entries by the time at which they expire. Running: the ids of claimed entries by the end of
 * their lease.
 */
const COMMON = `
local entries, results, expiry, running = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local now, ttl, lease, id = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]

local function read(entryId)
  local text = redis.call('HGET', entries, entryId)
  return text and cjson.decode(text) or nil
end

local function remove(entryId)
  local entry = read(entryId)
  if entry then redis.call('HINCRBY', entries, 'bytes', -entry.size) end
  redis.call('HDEL', entries, entryId)
  redis.call('HDEL', results, entryId)
  redis.call('ZREM', expiry, entryId)
  redis.call('ZREM', running, entryId)
end

local function write(entry, result)
  remove(id)
  entry.size = 500 + string.len(result or '')
  redis.call('HSET', entries, id, cjson.encode(entry))
  redis.call('HINCRBY', entries, 'bytes', entry.size)
  if result then redis.call('HSET', results, id, result) end
  redis.call(unpack(entry.token and { 'ZADD', running, now + lease, id } or { 'ZADD', expiry, now + ttl, id }))
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ttl + 2 * lease) end
end
`;

/** Ends expired claims and removes expired entries; a bounded number at once. Then claims the id, if it is free. */
export const BEGIN = createScript(`${COMMON}
local fingerprint, token, startedAt, maxRunning = ARGV[5], ARGV[6], tonumber(ARGV[7]), tonumber(ARGV[8])
for _, entryId in ipairs(redis.call('ZRANGEBYSCORE', running, '-inf', now, 'LIMIT', 0, 100)) do
  redis.call('ZREM', running, entryId)
  redis.call('ZADD', expiry, now + ttl, entryId)
end
for _, entryId in ipairs(redis.call('ZRANGEBYSCORE', expiry, '-inf', now, 'LIMIT', 0, 100)) do remove(entryId) end
local entry = read(id)
if entry and entry.fingerprint ~= fingerprint then return { 'taken' } end
if redis.call('ZSCORE', running, id) then return { 'running' } end
local result = redis.call('HGET', results, id)
if result then return { 'done', result } end
if redis.call('ZCARD', running) >= maxRunning then return { 'crowded' } end
local since = entry and (entry.lostSince or entry.startedAt)
write({ fingerprint = fingerprint, token = token, startedAt = startedAt, lostSince = since })
if since then return { 'lost', string.format('%.0f', since) } end
return { 'new' }
`);

/**
 * Ends the claim of a token. Stores the outcome also if the server lost the claim or never had it. Changes nothing if
 * another claim has the id.
 */
export const FINISH = createScript(`${COMMON}
local fingerprint, token, startedAt, maxBytes = ARGV[5], ARGV[6], tonumber(ARGV[7]), tonumber(ARGV[8])
local outcome, result = ARGV[9], ARGV[10]
local entry = read(id)
if entry and entry.token ~= token then return 0 end
local lostSince = entry and entry.lostSince
if outcome == 'nothing' and not lostSince then
  remove(id)
  return 1
end
if outcome == 'result' then
  write({ fingerprint = fingerprint, startedAt = startedAt }, result)
else
  write({ fingerprint = fingerprint, startedAt = startedAt, lostSince = lostSince or startedAt })
end
local oldest = redis.call('ZRANGE', expiry, 0, 0)[1]
while oldest and tonumber(redis.call('HGET', entries, 'bytes')) > maxBytes do
  remove(oldest)
  oldest = redis.call('ZRANGE', expiry, 0, 0)[1]
end
return 1
`);

/** Prolongs the lease of a running claim. */
export const RENEW = createScript(`${COMMON}
local entry = read(id)
if entry and entry.token == ARGV[5] then redis.call('ZADD', running, 'XX', now + lease, id) end
return 1
`);
