import type { Officer } from '#app/vocabulary/roles.ts';
import { ACTS } from '../acts/all-acts.server.ts';
import { permissionTable } from '../permission-table.ts';
import type { OfficeRoom } from '../room.server.ts';

/** 権限の表 of the town. */
export function permissionPage(room: OfficeRoom, officer: Officer) {
  room.permit(officer, 'seePermissions');
  const titles = new Map(ACTS.map(({ name, title }) => [name as string, title]));
  return permissionTable(room.town.rules, titles);
}
