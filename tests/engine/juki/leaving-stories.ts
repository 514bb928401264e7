import { cancelling, MOVING_OUT_ID, movingOut, noticeOf, type Register } from './family.ts';

const NIGHT = { kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID } as const;
/** What has happened to a family that leaves on 2026-12-01, before the notice that a row is about. */
export type Story = (register: Register) => void;

export const registered: Story = (register) => {
  register.do(movingOut(register, [1, 2, 3, 4]));
};
export const planned: Story = (register) => {
  registered(register);
  register.today = '2026-11-29';
};
export const onPaper: Story = (register) => {
  register.do(movingOut(register, [1, 2, 3, 4], { special: false, channel: 'counter', cardHolders: [] }));
  register.today = '2026-12-01';
  register.do(NIGHT);
  register.today = '2026-12-04';
};
export const removed: Story = (register) => {
  registered(register);
  register.today = '2026-12-01';
  register.do(NIGHT);
  register.today = '2026-12-04';
};
export const overdue: Story = (register) => {
  removed(register);
  register.today = '2027-01-20';
};
export const beforeTheNightRun: Story = (register) => {
  registered(register);
  register.today = '2026-12-01';
};
export const nobodyLeaves: Story = (register) => {
  register.today = '2026-12-04';
};
export const died: Story = (register) => {
  register.today = '2026-12-04';
  register.do({
    kind: 'RegisterRemoval',
    cause: 'death',
    householdNumber: register.person(1).householdNumber,
    persons: register.numbers(1),
    happenedOn: { text: '令和8年12月2日', kind: 'exact', on: '2026-12-02' },
    notifiedOn: '2026-12-03',
    source: 'filed',
    ground: '死亡届',
  });
};
export const cancelledBefore: Story = (register) => {
  removed(register);
  register.do(cancelling(register, [1, 2, 3, 4]));
};
export const told =
  (changes: Parameters<typeof noticeOf>[2] = {}): Story =>
  (register) => {
    register.do(noticeOf(register, [1, 2, 3, 4], changes));
  };
export const withdrawnBy =
  (from: string): Story =>
  (register) => {
    const residentRecordCodes = [1, 2, 3, 4].map((serial) => register.person(serial).residentRecordCode ?? '');
    const withdrawn = { toMunicipality: from, residentRecordCodes };
    register.do({ kind: 'AcceptNoticeWithdrawal', withdrawn, from });
  };
export const inOrder =
  (...stories: Story[]): Story =>
  (register) => {
    for (const story of stories) story(register);
  };
