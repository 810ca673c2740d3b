import { createScript } from './script.js';

/**
 * The keys of one account. Items, contents and statuses: hashes by id. Lanes: the members `lane:number:id`, whose order is
 * that of delivery. Due: the lanes by the time at which their first item may be claimed.
 *
 * Waiting: the ids by the time at which they were added. Settled: the ids by the time at which they ended. Counts: the
 * number of the last item, and the sizes that are bounded.
 */
const COMMON = `
local items, contents, statuses, lanes = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local due, waiting, settled, counts = KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local now, ttl = tonumber(ARGV[1]), tonumber(ARGV[2])

-- An item with a damaged status may have been sent since it was added. Its owner is not known any more.
local function readStatus(id)
  local text = redis.call('HGET', statuses, id)
  local isReadable, status = pcall(cjson.decode, text or 'null')
  if isReadable and type(status) == 'table' and type(status.attempts) == 'number' then return status end
  local addedAt = tonumber(redis.call('ZSCORE', waiting, id))
  if not text or not addedAt then return nil end
  local size = redis.call('HSTRLEN', contents, id)
  return { state = 'WAITING', sentAt = addedAt, owner = 'owner:', size = size, attempts = 0, isDamaged = true }
end

local function writeStatus(id, status)
  redis.call('HSET', statuses, id, cjson.encode(status))
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, 2 * ttl) end
end

local function membersOf(lane, max)
  return redis.call('ZRANGEBYLEX', lanes, '[' .. lane .. ':', '(' .. lane .. ';', 'LIMIT', 0, max)
end

local function idOf(member) return string.match(member, '^[^:]*:[^:]*:(.*)$') end

local function settle(id, status, state, detail)
  redis.call('ZREM', lanes, status.member)
  redis.call('ZREM', waiting, id)
  redis.call('HDEL', contents, id)
  redis.call('HINCRBY', counts, 'bytes', -status.size)
  if redis.call('HINCRBY', counts, status.owner, -1) <= 0 then redis.call('HDEL', counts, status.owner) end
  redis.call('ZADD', settled, now, id)
  writeStatus(id, { state = state, sentAt = status.sentAt, settledAt = now, detail = detail })
end
`;

export const ADD = createScript(`${COMMON}
local id, lane, owner, item, content = ARGV[3], ARGV[4], 'owner:' .. ARGV[5], ARGV[6], ARGV[7]
local sentAt, maxWaiting, maxOfOwner, maxBytes = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
if redis.call('HEXISTS', statuses, id) == 1 then return 'added' end
local size = string.len(content)
local isFull = redis.call('ZCARD', waiting) >= maxWaiting
  or tonumber(redis.call('HGET', counts, owner) or 0) >= maxOfOwner
  or tonumber(redis.call('HGET', counts, 'bytes') or 0) + size > maxBytes
if isFull then return 'full' end
local number = redis.call('HINCRBY', counts, 'last', 1)
local member = string.format('%s:%016.0f:%s', lane, number, id)
redis.call('HSET', items, id, item)
redis.call('HSET', contents, id, content)
redis.call('HINCRBY', counts, 'bytes', size)
redis.call('HINCRBY', counts, owner, 1)
redis.call('ZADD', lanes, 0, member)
redis.call('ZADD', due, 'NX', now, lane)
redis.call('ZADD', waiting, now, id)
writeStatus(id, { state = 'WAITING', sentAt = sentAt, member = member, owner = owner, size = size, attempts = 0 })
return 'added'
`);

/** Drops what settled long ago, a bounded number at once. Claims the first item of the lane that is due the longest. */
export const CLAIM = createScript(`${COMMON}
local token, lease, maxSettled = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local old = redis.call('ZRANGEBYSCORE', settled, '-inf', now - ttl, 'LIMIT', 0, 100)
local excess = redis.call('ZCARD', settled) - maxSettled
if #old == 0 and excess > 0 then old = redis.call('ZRANGE', settled, 0, math.min(excess, 100) - 1) end
for _, id in ipairs(old) do
  redis.call('ZREM', settled, id)
  redis.call('HDEL', items, id)
  redis.call('HDEL', statuses, id)
end
local lane = redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, 1)[1]
if not lane then return nil end
local member = membersOf(lane, 1)[1]
local status = member and readStatus(idOf(member))
if not status then
  redis.call(unpack(member and { 'ZREM', lanes, member } or { 'ZREM', due, lane }))
  return nil
end
local id, sentAt, isDamaged = idOf(member), status.sentAt, status.isDamaged
status.member, status.isDamaged = member, nil
status.token, status.unsentAt, status.sentAt, status.attempts = token, sentAt, sentAt or now, status.attempts + 1
redis.call('ZADD', due, now + lease, lane)
writeStatus(id, status)
local text, content = redis.call('HGET', items, id), redis.call('HGET', contents, id)
local wasSentAt = sentAt and string.format('%.0f', sentAt) or ''
return { id, lane, text or '', content or '', wasSentAt, status.attempts, isDamaged and 1 or 0 }
`);

/** Returns a claimed item to its lane. An attempt that was not executed does not count as sent. */
export const RELEASE = createScript(`${COMMON}
local id, lane, token, dueAt, wasSent = ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6]), ARGV[7] == '1'
local status = readStatus(id)
if not status or status.token ~= token then return 0 end
if not wasSent then status.sentAt = status.unsentAt end
status.token, status.unsentAt = nil, nil
redis.call('ZADD', due, 'XX', dueAt, lane)
writeStatus(id, status)
return 1
`);

/** An item that expired was not sent by this claim. */
export const SETTLE = createScript(`${COMMON}
local id, lane, token, state, detail = ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local status = readStatus(id)
if not status or status.token ~= token then return 0 end
if state == 'EXPIRED' then status.sentAt = status.unsentAt end
settle(id, status, state, detail)
if #membersOf(lane, 1) > 0 then redis.call('ZADD', due, now, lane) else redis.call('ZREM', due, lane) end
return 1
`);

/** Cancels the items of a lane that were never sent; a claimed one counts as sent. */
export const CANCEL = createScript(`${COMMON}
local lane, max = ARGV[3], tonumber(ARGV[4])
local cancelled, remaining = 0, 0
for _, member in ipairs(membersOf(lane, max)) do
  local id = idOf(member)
  local status = readStatus(id)
  if not status or status.sentAt then
    remaining = remaining + 1
  else
    settle(id, status, 'CANCELLED', '')
    cancelled = cancelled + 1
  end
end
if remaining == 0 then redis.call('ZREM', due, lane) end
return { cancelled, remaining }
`);
