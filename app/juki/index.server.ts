import type { MessageType } from '#app/messages/contracts/catalogue.ts';
import { createLane } from '#app/messages/lane.ts';
import type { Handler } from '#app/messages/mailroom.server.ts';
import type { TownTables } from '#db/schema/index.ts';
import { createDataList, type DataList } from './data-list/data-list.server.ts';
import type { Juki } from './door.ts';
import type { MigratedHousehold } from './migration.ts';
import type { OfficePort } from './ports.ts';
import { createCertificateDesk } from './shell/certificate-desk.server.ts';
import { createCertificateRenewal } from './shell/certificate-renewal.server.ts';
import { receiveBlock, refillPool } from './shell/code-pool.server.ts';
import { createDrafts } from './shell/drafts.server.ts';
import { createElectoralRoll } from './shell/electoral-roll.server.ts';
import { createIdentification } from './shell/identification.server.ts';
import { createInspection } from './shell/inspection.server.ts';
import { createLocks } from './shell/locks.server.ts';
import { createMigration, type Migrated } from './shell/migration.server.ts';
import { createNightlyRun } from './shell/nightly.server.ts';
import { createNoticeCorrections } from './shell/notice-corrections.server.ts';
import { createProtectionDesk } from './shell/protection-desk.server.ts';
import { createQueries } from './shell/queries.server.ts';
import { createHandlers } from './shell/receive.server.ts';
import { createReconciliation } from './shell/reconciliation.server.ts';
import { createReconciliationDesk } from './shell/reconciliation-desk.server.ts';
import { createRenaming } from './shell/renaming.server.ts';
import { createReveal } from './shell/reveal.server.ts';
import { type JukiDeps, openRoom, type TownSession } from './shell/room.server.ts';
import { createSagas } from './shell/sagas.server.ts';
import { createSchoolClass } from './shell/school-class.server.ts';
import { createSectionDesk } from './shell/section-desk.server.ts';
import { createStoredRecords } from './shell/stored-records.server.ts';
import { createUnifiedNumberDeletion } from './shell/unified-number-deletion.server.ts';
import { behindOfficers, createWaitingMessages } from './shell/waiting-messages.server.ts';
import { createWardDesk } from './shell/ward-desk.server.ts';
import { createWorkDrafts } from './shell/work-drafts.server.ts';
import { createWorkList } from './shell/work-list.server.ts';

export { HEADER } from './data-list/columns.ts';
export type { DataList, ListImport } from './data-list/data-list.server.ts';
export { type MadeUpTown, madeUpTown } from './data-list/made-up/town.ts';
export type { LineNote, ListFile, ListWatch } from './data-list/staging.server.ts';
export type { AddresseePort, ArrivalChange, OfficePort } from './ports.ts';
export type { CodePoolRules } from './shell/code-pool.server.ts';
export type { JukiDeps, TownSession } from './shell/room.server.ts';

/** The engine as the town's composition sees it: the door, and what has to be connected. */
export interface JukiEngine extends Juki {
  /** To be put into the handlers of the town's mailroom. */
  readonly handlers: Partial<Record<MessageType, Handler<TownTables>>>;
  /** The office is made after the engine; until it is set, nobody hears of outcomes. */
  setOffice(office: OfficePort<TownSession>): void;
  /** データ移行 of existing households through the engine's own command. */
  migrate(households: readonly MigratedHousehold[], options?: { alreadyNumbered?: boolean }): Promise<Migrated>;
  /** 基本データリスト: the whole register in and out. */
  readonly dataList: DataList;
  /** 住民票コードの払出し without a message: the block with which a town starts. Codes that are in use are left out. */
  adoptCodes(codes: readonly string[]): Promise<void>;
  /** Works on what the sagas have left to do; safe to call at any time. Returns how many it touched. */
  advance(): Promise<number>;
}

/** 住民基本台帳 of one town. */
export function createJuki(deps: JukiDeps): JukiEngine {
  const room = openRoom(deps, {
    advance: () => advance(),
    sagas: () => sagas.advance(),
    refill: () => refillPool(room),
    reconcile: () => reconciliation.advance(),
  });
  const sagas = createSagas(room);
  const reconciliation = createReconciliation(room);
  const corrections = createNoticeCorrections(room);
  const drafts = createDrafts(room);
  const certificates = createCertificateDesk(room);
  const wards = createWardDesk(room);
  const direct = createHandlers(room, { certificates, sagas, wards });
  const applyWaiting = createLane(createWaitingMessages(room, direct));
  const handlers = behindOfficers(room, direct);
  const renaming = createRenaming(room);
  const roll = createElectoralRoll(room);
  const advance = async () =>
    (await applyWaiting()) +
    (await sagas.advance()) +
    (await reconciliation.advance()) +
    (await renaming.advance()) +
    (await roll.advance());
  return {
    town: deps.town,
    ...createQueries(room),
    ...createStoredRecords(room),
    ...createInspection(room),
    ...createIdentification(room),
    ...createCertificateRenewal(room),
    ...drafts,
    ...createWorkDrafts(room, drafts.draft),
    openNoticeError: corrections.openNoticeError,
    applyCorrectedNotice: corrections.applyCorrectedNotice,
    ...createWorkList(room),
    ...createReconciliationDesk(room, reconciliation),
    revealNumber: createReveal(room),
    ...createSectionDesk(room),
    schoolClass: createSchoolClass(room),
    deleteUnifiedNumber: createUnifiedNumberDeletion(room),
    ...wards.door,
    ...createProtectionDesk(room),
    ...createLocks(room),
    ...renaming.door,
    ...roll.door,
    requestCertificate: certificates.request,
    runDaily: createNightlyRun(room, advance, {
      holdSagas: sagas.hold,
      tryAgain: corrections.tryAgain,
      startReconciliation: reconciliation.startIfDue,
    }),
    migrate: createMigration(room),
    dataList: createDataList(room),
    advance,
    adoptCodes: (codes) => deps.store.write((session) => receiveBlock(room, session, { codes: [...codes] })),
    handlers,
    setOffice: (office) => {
      room.office = office;
    },
    receive: async (message, session) => {
      const handler = handlers[message.envelope.type];
      if (!handler) throw new Error(`the register takes no ${message.envelope.type}`);
      await handler(message, session as TownSession);
    },
  };
}
