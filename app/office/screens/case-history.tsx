import { Disclosure, Timeline } from '#app/ui/index.ts';
import { officeInstant } from '../office-dates.ts';
import type { RecordedEvent } from '../room.server.ts';

/** 処理経過: who did what, the newest first. */
export function CaseHistory({ events, open }: { events: readonly RecordedEvent[]; open?: boolean }) {
  return (
    <Disclosure summary={`処理経過（${events.length}件）`} open={open}>
      <Timeline
        label="処理経過"
        entries={events.map((event) => ({
          title: `${event.act}（${event.officerName}）`,
          state: 'done',
          at: officeInstant(event.at),
          dateTime: event.at,
          ...(event.note ? { body: event.note } : {}),
        }))}
      />
    </Disclosure>
  );
}
