import { createScript } from './script.js';

/** Events are kept this long after the last entry. */
export const EVENT_LOG_TTL_MS = 48 * 3_600_000;

/**
 * The keys of one account. State: a hash with the epoch, the number of its last event and the number of the last entry.
 * Events: a stream whose ids are the numbers of the events. Ids: the ids of these events by number. Entries: a short
 * stream that the replicas follow.
 *
 * Entries are numbered without gaps. The first number is the time, so that a log which lost its data continues no other
 * one.
 */
const COMMON = `
local state, events, ids, entries = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local fresh, ttl, entryTtl, maxEntries = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local function startEpoch(epoch)
  redis.call('DEL', events, ids)
  redis.call('HSET', state, 'epoch', epoch, 'last', '0')
end

local function open()
  if redis.call('HEXISTS', state, 'epoch') == 1 then return end
  local time = redis.call('TIME')
  startEpoch(fresh)
  redis.call('HSET', state, 'entry', string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)))
  redis.call('PEXPIRE', state, ttl)
end

local function read()
  return redis.call('HMGET', state, 'epoch', 'last', 'entry')
end

local function addEntry(replica, id, added, update)
  redis.call('HINCRBY', state, 'entry', 1)
  local now = read()
  redis.call('XADD', entries, 'MAXLEN', '~', maxEntries, '*', 'entry', now[3], 'epoch', now[1], 'last', now[2],
    'replica', replica, 'id', id, 'events', '[' .. table.concat(added, ',') .. ']', 'update', update)
  for _, key in ipairs({ state, events, ids }) do redis.call('PEXPIRE', key, ttl) end
  redis.call('PEXPIRE', entries, entryTtl)
end

open()
`;

/** Appends the events whose ids the log does not have, and returns their positions in the arguments. */
export const APPEND = createScript(`${COMMON}
local replica, id, capacity, update = ARGV[5], ARGV[6], tonumber(ARGV[7]), ARGV[8]
local added, indexes = {}, {}
for index = 9, #ARGV, 2 do
  local eventId, event = ARGV[index], ARGV[index + 1]
  if not redis.call('ZSCORE', ids, eventId) then
    local number = redis.call('HINCRBY', state, 'last', 1)
    redis.call('ZADD', ids, number, eventId)
    redis.call('XADD', events, 'MAXLEN', capacity, number .. '-0', 'event', event)
    redis.call('ZREMRANGEBYSCORE', ids, '-inf', number - capacity)
    table.insert(added, event)
    table.insert(indexes, (index - 9) / 2)
  end
end
addEntry(replica, id, added, update)
return indexes
`);

/** Followers get the new epoch too, and do not take it for lost data. */
export const START_EPOCH = createScript(`${COMMON}
startEpoch(fresh)
addEntry(ARGV[5], ARGV[6], {}, '')
return 1
`);

/** The state, the id of the last entry, and whether it continues a follower's last entry. Some of the last events. */
export const JOIN = createScript(`${COMMON}
local knownEntry, lastId, count = ARGV[5], ARGV[6], ARGV[7]
local now = read()
local newest = redis.call('XREVRANGE', entries, '+', '-', 'COUNT', 1)[1]
local tail = newest and newest[1] or '0-0'
local continues = knownEntry == now[3]
if knownEntry ~= '' and not continues then
  local following = redis.call('XRANGE', entries, '(' .. lastId, '+', 'COUNT', 1)[1]
  continues = following ~= nil and tonumber(following[2][2]) == tonumber(knownEntry) + 1
end
return { now[1], now[2], now[3], tail, continues and 1 or 0, redis.call('XREVRANGE', events, '+', '-', 'COUNT', count) }
`);

/** A page of the events after a number up to another one; nothing if the epoch is another one or an event is gone. */
export const READ = createScript(`
local state, events = KEYS[1], KEYS[2]
local epoch, after, last, count = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
if redis.call('HGET', state, 'epoch') ~= epoch then return 'expired' end
if after == last then return {} end
local page = redis.call('XRANGE', events, (after + 1) .. '-0', last .. '-0', 'COUNT', count)
local first = page[1] and page[1][1]
if first ~= string.format('%.0f-0', after + 1) then return 'expired' end
return page
`);
