import { eq } from 'drizzle-orm';
import type { Access } from '#app/vocabulary/roles.ts';
import type { Room } from '../shell/room.server.ts';
import { commitBatch, type ListCounts, orphans } from './commit.server.ts';
import { exportList, type ListSink } from './export.server.ts';
import { fileHash, type ListFile, type ListWatch, stage } from './staging.server.ts';

/** 取込の結果 of one run. */
export interface ListImport extends ListCounts {
  /** The run went on where an interrupted one had stopped. */
  resumed: boolean;
}

/** 住民記録の基本データリスト: hand-over of a whole register between systems, one row per person and history number. */
export interface DataList {
  /**
   * Staged, then committed household by household. Rows that are not understood never stop the file; the same file again changes
   * nothing; an interrupted import goes on when it is started again with the same file.
   */
  import(file: ListFile, watch?: ListWatch): Promise<ListImport>;
  /** Returns the number of rows. */
  export(sink: ListSink, access: Access, progress?: (rows: number) => void): Promise<number>;
}

export function createDataList(room: Room): DataList {
  async function importList(file: ListFile, watch: ListWatch = {}): Promise<ListImport> {
    const hash = await fileHash(room, file);
    const resumed = (await earlierOf(hash))?.state === 'committing';
    await watch.begun?.(resumed);
    if (!resumed) await stage(room, file, hash, watch);
    watch.rows?.((await earlierOf(hash))?.rows ?? 0);
    const total: ListImport = { rows: 0, households: 0, residents: 0, unchanged: 0, refused: 0, resumed };
    for (let batch = await commitBatch(room, hash); batch; batch = await commitBatch(room, hash)) {
      const { counts, notes } = batch;
      if (notes.length > 0) await watch.report?.(notes);
      for (const key of Object.keys(counts) as (keyof ListCounts)[]) total[key] += counts[key];
      watch.progress?.('committing', total.rows);
    }
    for (let lost = await orphans(room, 0); lost.length > 0; lost = await orphans(room, lost.at(-1)?.line ?? 0)) {
      await watch.report?.(lost);
      total.rows += lost.length;
      total.refused += lost.length;
    }
    await finish(hash);
    return total;
  }

  async function earlierOf(hash: string) {
    const { store } = room;
    const [earlier] = await store.read(({ db, t }) =>
      db
        .select({ state: t.dataListImports.state, rows: t.dataListImports.rows })
        .from(t.dataListImports)
        .where(eq(t.dataListImports.fileHash, hash))
        .limit(1),
    );
    return earlier;
  }

  async function finish(hash: string): Promise<void> {
    await room.store.write(async ({ db, t }) => {
      await db.delete(t.dataListRows);
      const done = { state: 'done', finishedAt: room.clock.now() };
      await db.update(t.dataListImports).set(done).where(eq(t.dataListImports.fileHash, hash));
    });
  }

  return { import: importList, export: (sink, access, progress) => exportList(room, sink, access, progress) };
}
