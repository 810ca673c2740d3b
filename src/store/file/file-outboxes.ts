import { copyFile } from 'node:fs/promises';
import { ConfigError } from '../../config/config-error.js';
import { DEFAULT_OUTBOX_LIMITS, type Outbox, type OutboxLimits } from '../outbox.js';
import type { StoreLog } from '../store-log.js';
import { FileOutbox } from './file-outbox.js';
import { findRegularFile } from './find-regular-file.js';
import { Journal, readJournal } from './journal.js';
import { type FileLock, lockFile } from './lock-file.js';
import { type OutboxRecord, readOutboxRecord } from './outbox-record.js';
import { OutboxTable } from './outbox-table.js';

export interface FileOutboxOptions {
  readonly path: string;
  /** Keys of the configured accounts. Others are kept in the file, and nobody delivers what waits for them. */
  readonly accounts: readonly string[];
  /** Longer than one delivery. */
  readonly leaseMs: number;
  readonly log: StoreLog;
  readonly now?: () => number;
  readonly limits?: OutboxLimits;
  readonly compactAfterBytes?: number;
}

const TAKEN_OVER =
  'Another gateway took OUTBOX_FILE over while this one was paused. This one queues and delivers nothing until it is restarted';

const NOT_CONFIGURED =
  'OUTBOX_FILE has queued triggers of an account that is not configured. Nobody delivers them until it is configured again';

/** The outboxes of all accounts in one file, which only this process uses. */
export interface FileOutboxes {
  readonly openOutbox: (account: string) => Outbox;
  readonly close: () => Promise<void>;
}

/** @throws {ConfigError} if another process uses the file, or it cannot be read or written */
export async function openFileOutboxes(options: FileOutboxOptions): Promise<FileOutboxes> {
  const { now = Date.now, limits = DEFAULT_OUTBOX_LIMITS, leaseMs } = options;
  const path = await findRegularFile(options.path);
  const lock = lockFile(path, () => options.log.warn({}, TAKEN_OVER));
  const tables = new OutboxTables(() => new OutboxTable(limits, leaseMs));
  const journal = await openJournal({ ...options, path }, tables, lock).catch((error: NodeJS.ErrnoException) => {
    lock.release();
    if (error.code === undefined) throw error;
    throw new ConfigError([`OUTBOX_FILE cannot be read or written: ${error.code}.`]);
  });
  const append = (record: OutboxRecord) => journal.append(JSON.stringify(record), () => tables.apply(record));
  return {
    openOutbox: (account) => new FileOutbox(account, tables.get(account), { append, isOwn: lock.isHeld }, now),
    async close() {
      await journal.close();
      lock.release();
    },
  };
}

async function openJournal(options: FileOutboxOptions, tables: OutboxTables, lock: FileLock): Promise<Journal> {
  for (const record of await readRecords(options)) tables.apply(record);
  const { path, accounts, log, compactAfterBytes } = options;
  for (const [account, waiting] of tables.countOthers(accounts)) log.warn({ account, waiting }, NOT_CONFIGURED);
  const onRestore = () => log.warn({}, 'OUTBOX_FILE was removed or shortened by another program, and is written again');
  const onFailure = ({ code }: NodeJS.ErrnoException) =>
    log.warn({ reason: code }, 'OUTBOX_FILE cannot be written: nothing is queued until it can');
  const journalOptions = { compactAfterBytes, isOwn: lock.isHeld, onRestore, onFailure };
  return Journal.create(path, () => tables.snapshot(), journalOptions);
}

/** What is left out stays in a copy: another version or another program may have written it. */
async function readRecords({ path, log }: FileOutboxOptions): Promise<readonly OutboxRecord[]> {
  const { records, damaged } = await readJournal(path);
  const known = records.map(readOutboxRecord).filter((record) => record !== undefined);
  const leftOut = damaged + records.length - known.length;
  if (leftOut === 0) return known;
  await copyFile(path, `${path}.damaged`);
  const text = 'OUTBOX_FILE has damaged records, which are left out. The file is kept with the ending .damaged';
  log.warn({ damaged: leftOut }, text);
  return known;
}

/** What the file holds. */
class OutboxTables {
  private readonly byAccount = new Map<string, OutboxTable>();

  constructor(private readonly createTable: () => OutboxTable) {}

  get(account: string): OutboxTable {
    const table = this.byAccount.get(account) ?? this.createTable();
    this.byAccount.set(account, table);
    return table;
  }

  /** The accounts that are not configured, and how many items wait for each. */
  countOthers(configured: readonly string[]): readonly (readonly [account: string, waiting: number])[] {
    const all = [...this.byAccount].map(([account, table]) => [account, table.readDepth().waiting] as const);
    return all.filter(([account, waiting]) => waiting > 0 && !configured.includes(account));
  }

  apply(record: OutboxRecord): void {
    const table = this.get(record.account);
    if (record.op === 'add') {
      const { state, settledAt, detail, ...item } = record.item;
      table.add({ ...item, content: record.content });
      if (state !== 'WAITING') table.settle(item.id, state, settledAt ?? 0, detail ?? '');
    } else if (record.op === 'send') table.markSent(record.id, record.at);
    else table.settle(record.id, record.state, record.at, record.detail);
  }

  *snapshot(): Generator<string> {
    for (const [account, table] of this.byAccount) {
      for (const entry of table.all()) {
        yield JSON.stringify({ op: 'add', account, ...entry } satisfies OutboxRecord);
      }
    }
  }
}
