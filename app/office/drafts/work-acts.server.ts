import type { NewPerson, RegisterCommand, WorkItem } from '#app/juki/door.ts';
import { formatJapaneseDate, formatWesternDate } from '#app/vocabulary/japanese-calendar.ts';
import type { ForeignStatus } from '#app/vocabulary/persons.ts';
import { relationshipOptions } from '#app/vocabulary/relationships.ts';
import { birthOf } from '../office-dates.ts';
import type { ActName } from '../permissions.ts';
import type { Typed } from './forms.server.ts';

/** 要対応事項を済ませる異動: acts whose 本登録 ends the item; of the others an officer sees to something outside of the register. */
const ACTS_OF_WORK: Partial<Record<WorkItem['kind'], readonly ActName[]>> = {
  residenceNotificationDue: ['residence-card'],
  residentFiling: ['birth', 'death'],
  immigrationNotice: ['correction-ex-officio', 'removal-ex-officio', 'naturalisation'],
  headlessHousehold: ['head-change'],
  characterNotConvertible: ['minor-correction'],
  numberNotEntered: ['individual-number-correction', 'code-entry'],
  noticeWithdrawn: ['moving-out-cancellation'],
  missingNotice: ['moving-out-cancellation'],
  certificateContradicted: ['change-cancellation'],
};

/** Acts of the kind of an item. */
export function actsOfWork(kind: WorkItem['kind']): readonly ActName[] {
  return ACTS_OF_WORK[kind] ?? [];
}

/** 書式の初めの内容 from an item: what the other authority said, else what the kind of the item tells. */
export function typedOfWork(act: ActName, item: WorkItem, command: RegisterCommand | undefined): Typed {
  if (command) return typedOf(act, command);
  switch (act) {
    case 'minor-correction':
      return { minorGround: 'characterIdentification', ground: '住基ネット統一文字に符号のない文字の同定' };
    case 'moving-out-cancellation':
      return { reason: item.kind === 'noticeWithdrawn' ? '転入地が転入を取り消したため' : '' };
    default:
      return {};
  }
}

/** Another act than the one that the message asks for begins as it is; the officer decides. */
function typedOf(act: ActName, command: RegisterCommand): Typed {
  switch (command.kind) {
    case 'RegisterBirth': {
      const [child] = command.children;
      if (act !== 'birth' || !child) return {};
      return { ...ofChild(child), notifiedOn: formatJapaneseDate(command.notifiedOn), source: command.source };
    }
    case 'RegisterRemoval':
      if (act !== 'death' && act !== 'removal-ex-officio') return {};
      return {
        persons: command.persons,
        happenedOn: command.happenedOn.text,
        notifiedOn: formatJapaneseDate(command.notifiedOn),
        source: command.source,
        ground: command.ground,
      };
    case 'RegisterCorrection': {
      if (act !== 'correction-ex-officio') return {};
      const { name, foreignStatus } = command.corrections[0]?.items ?? {};
      return {
        ...(name?.full ? { 'items.full': name.full } : {}),
        ...(foreignStatus ? ofForeigner(foreignStatus) : {}),
        correctedOn: formatJapaneseDate(command.correctedOn),
        notifiedOn: formatJapaneseDate(command.notifiedOn),
        ground: command.ground,
      };
    }
    default:
      return {};
  }
}

function ofChild({ name, bornOn, sex, relationship, registeredDomicile }: NewPerson): Typed {
  const at = 'children.0';
  const listed = relationshipOptions({ withHead: false }).some(({ value }) => value === relationship);
  return {
    [`${at}.full`]: name.full,
    [`${at}.kana`]: name.kana ?? '',
    [`${at}.kanaConfirmed`]: name.kanaConfirmed ? ['yes'] : [],
    [`${at}.bornOn`]: birthOf(bornOn),
    [`${at}.sex`]: sex,
    [`${at}.standing.chosen`]: listed ? relationship : '',
    [`${at}.standing.typed`]: listed ? '' : relationship,
    ...(registeredDomicile
      ? { [`${at}.domicile`]: registeredDomicile.address, [`${at}.headOfRegister`]: registeredDomicile.headOfRegister }
      : {}),
  };
}

function ofForeigner(status: ForeignStatus): Typed {
  const { nationality, category, residenceStatus, periodOfStay, expiresOn, cardNumber } = status;
  return {
    'items.nationality': nationality,
    'items.category': category,
    'items.residenceStatus': residenceStatus ?? '',
    'items.periodOfStay': periodOfStay ?? '',
    'items.expiresOn': expiresOn ? formatWesternDate(expiresOn) : '',
    'items.cardNumber': cardNumber ?? '',
  };
}
