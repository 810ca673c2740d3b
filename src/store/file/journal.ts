import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { addChecksum, readChecked } from '../checked-value.js';

interface PendingRecord {
  readonly line: string;
  readonly onStored: () => void;
  readonly resolve: (isStored: boolean) => void;
}

/** A file that grew by so many bytes since its last compaction is compacted. */
const COMPACT_AFTER_BYTES = 16 * 1_048_576;

interface JournalOptions {
  readonly compactAfterBytes?: number | undefined;
  /** Whether the file is still of this process, which changes nothing otherwise. */
  readonly isOwn: () => boolean;
  /** Called when the file is written again, because another program removed, replaced or shortened it. */
  readonly onRestore: () => void;
  /** Called when a record cannot be written, once until one can. */
  readonly onFailure: (error: NodeJS.ErrnoException) => void;
}

/** Reads the records of a journal in their order. A record that is damaged or cut off is left out. */
export async function readJournal(path: string): Promise<{ readonly records: string[]; readonly damaged: number }> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  const lines = text.split('\n').filter((line) => line !== '');
  const records = lines.map(readChecked).filter((record) => record !== undefined);
  return { records, damaged: lines.length - records.length };
}

/**
 * A file of records, one per line, each with a checksum. A record is stored when it is on the disk, not before. Records that
 * arrive during a write are written together by the next one.
 */
export class Journal {
  private pending: PendingRecord[] = [];
  private writing: Promise<void> | undefined;
  /** Whether the last write failed, so that the file may end within a record. */
  private isTorn = false;
  /** Whether the name of the file was replaced, and the disk may not have it yet. */
  private isRenamed = false;

  /** Bytes that the file has at least. */
  private size = 0;
  private addedBytes = 0;

  private constructor(
    private readonly path: string,
    private readonly snapshot: () => Iterable<string>,
    private file: FileHandle,
    private readonly options: JournalOptions,
  ) {}

  /**
   * Replaces the file by the snapshot.
   *
   * @param snapshot returns the records that have the effect of all stored ones
   */
  static async create(path: string, snapshot: () => Iterable<string>, options: JournalOptions): Promise<Journal> {
    const file = await replaceFile(path, snapshot());
    await syncFolder(path);
    const journal = new Journal(path, snapshot, file, options);
    ({ size: journal.size } = await file.stat());
    return journal;
  }

  /**
   * @param onStored called before the next snapshot
   * @returns whether the record is stored; after `false` it may be stored nevertheless
   */
  append(record: string, onStored: () => void): Promise<boolean> {
    return new Promise((resolve) => {
      this.pending.push({ line: `${addChecksum(record)}\n`, onStored, resolve });
      this.writing ??= this.writePending();
    });
  }

  /** Resolves when nothing is written any more, so that another process may open the file. Leaves the snapshot. */
  async close(): Promise<void> {
    await this.writing;
    if (this.addedBytes > 0 || this.isTorn) await this.compact();
    await this.file.close();
  }

  /* oxlint-disable no-await-in-loop -- one write follows the other */
  private async writePending(): Promise<void> {
    while (this.pending.length > 0) {
      const batch = this.pending;
      this.pending = [];
      const isStored = await this.write(batch.map(({ line }) => line).join(''));
      for (const { onStored, resolve } of batch) {
        if (isStored) onStored();
        resolve(isStored);
      }
      if (this.addedBytes > (this.options.compactAfterBytes ?? COMPACT_AFTER_BYTES)) await this.compact();
    }
    this.writing = undefined;
  }
  /* oxlint-enable no-await-in-loop */

  private async write(lines: string): Promise<boolean> {
    try {
      if (!this.options.isOwn()) return false;
      if (await this.isLost()) await this.restore();
      const text = this.isTorn ? `\n${lines}` : lines;
      await this.file.appendFile(text);
      await this.file.datasync();
      if (this.isRenamed) await syncFolder(this.path);
      this.isRenamed = false;
      // The next compaction writes what could not be written before.
      this.addedBytes = this.isTorn ? Infinity : this.addedBytes + Buffer.byteLength(text);
      this.size += Buffer.byteLength(text);
      this.isTorn = false;
    } catch (error) {
      if (!this.isTorn) this.options.onFailure(error as NodeJS.ErrnoException);
      this.isTorn = true;
    }
    return !this.isTorn;
  }

  /** Whether another program removed, replaced or shortened the file, so that it lacks records. */
  private async isLost(): Promise<boolean> {
    const [named, own] = await Promise.all([stat(this.path).catch(() => undefined), this.file.stat()]);
    return named?.ino !== own.ino || named.dev !== own.dev || own.size < this.size;
  }

  private async restore(): Promise<void> {
    await this.replace();
    this.options.onRestore();
  }

  /** A failure keeps the old file, which has everything, too. */
  private async compact(): Promise<void> {
    this.addedBytes = 0;
    try {
      if (this.options.isOwn()) await this.replace();
    } catch {
      // Tried again when the file has grown as much again.
    }
  }

  private async replace(): Promise<void> {
    const old = this.file;
    this.file = await replaceFile(this.path, this.snapshot());
    this.isTorn = false;
    this.isRenamed = true;
    ({ size: this.size } = await this.file.stat());
    await old.close();
  }
}

/** Writes a new file beside the old one and renames it, so that a crash leaves one of both. Fails only before that. */
async function replaceFile(path: string, records: Iterable<string>): Promise<FileHandle> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile([...records].map((record) => `${addChecksum(record)}\n`).join(''));
    await file.datasync();
    await rename(`${path}.new`, path);
  } catch (error) {
    await file.close();
    // On a full disk it would take the room of the records.
    await rm(`${path}.new`, { force: true });
    throw error;
  }
  return file;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path));
  await folder.sync().finally(() => folder.close());
}
