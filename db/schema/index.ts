/**
 * The tables of each organisation's database. A table file belongs to one owner and contains nothing but tables;
 * after adding one, run `npm run db:generate`.
 */
import * as addressee from './addressee.ts';
import * as audit from './audit.ts';
import * as cards from './cards.ts';
import * as codePool from './code-pool.ts';
import * as dataList from './data-list.ts';
import * as delivery from './delivery.ts';
import * as demo from './demo.ts';
import * as doors from './doors.ts';
import * as electoralRoll from './electoral-roll.ts';
import * as exclusion from './exclusion.ts';
import * as immigration from './immigration.ts';
import * as inspections from './inspections.ts';
import * as interlink from './interlink.ts';
import * as jlis from './jlis.ts';
import * as lifelines from './lifelines.ts';
import * as office from './office.ts';
import * as officers from './officers.ts';
import * as otherRegisters from './other-registers.ts';
import * as oversight from './oversight.ts';
import * as papers from './papers.ts';
import * as portal from './portal.ts';
import * as portalVisits from './portal-visits.ts';
import * as reconciliation from './reconciliation.ts';
import * as registry from './registry.ts';
import * as registryKeys from './registry-keys.ts';
import * as renaming from './renaming.ts';
import * as retention from './retention.ts';
import * as visits from './visits.ts';

/** Tables of the messages' outbox and inbox, in every organisation's database. */
export const deliveryTables = { ...delivery };
export type DeliveryTables = typeof deliveryTables;

/** Tables of the audit trail. */
export const auditTables = { ...audit };
export type AuditTables = typeof auditTables;

/** The resident's portal. */
export const portalTables = { ...delivery, ...audit, ...portal, ...portalVisits };
export type PortalTables = typeof portalTables;

/** One town: register and office. */
export const townTables = {
  ...delivery,
  ...audit,
  ...registry,
  ...exclusion,
  ...codePool,
  ...dataList,
  ...reconciliation,
  ...renaming,
  ...electoralRoll,
  ...office,
  ...officers,
  ...oversight,
  ...visits,
  ...papers,
  ...inspections,
  ...registryKeys,
  ...retention,
};
export type TownTables = typeof townTables;

/** 団体内統合宛名 of one town. */
export const addresseeTables = { ...delivery, ...audit, ...addressee };
export type AddresseeTables = typeof addresseeTables;

/** The simulated national systems and other registers. */
export const nationalTables = {
  ...doors,
  ...jlis,
  ...interlink,
  ...immigration,
  ...lifelines,
  ...otherRegisters,
  ...cards,
};
export type NationalTables = typeof nationalTables;

/** Demo control: the clock, and which initial data are there. */
export const demoTables = { ...demo };
export type DemoTables = typeof demoTables;

/** Whose database it is; names the folder of its migrations. */
export const TABLES_OF = {
  portal: portalTables,
  town: townTables,
  addressee: addresseeTables,
  national: nationalTables,
  demo: demoTables,
};
export type Organisation = keyof typeof TABLES_OF;
