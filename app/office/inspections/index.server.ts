import { actsIn, type OfficeRoom } from '../room.server.ts';
import { printInspectionList } from './inspection-list.server.ts';
import { actOnInspection, fileInspection, inspectionList, inspectionPage } from './inspections.server.ts';
import { publishedCsv, publishedInspections } from './publication.server.ts';
import { endReading, readingPage, startReading } from './readings.server.ts';

export { forgetInspectionLists } from './readings.server.ts';

/** 住民基本台帳の閲覧の窓口 of one town (住民基本台帳法第11条, 第11条の2). */
export function createInspectionDesk(room: OfficeRoom) {
  const inRoom = actsIn(room);
  return {
    list: inRoom(inspectionList),
    file: inRoom(fileInspection),
    page: inRoom(inspectionPage),
    act: inRoom(actOnInspection),
    startReading: inRoom(startReading),
    reading: inRoom(readingPage),
    printList: inRoom(printInspectionList),
    endReading: inRoom(endReading),
    published: inRoom(publishedInspections),
    publishedCsv: inRoom(publishedCsv),
  };
}
