import { Button, Heading, Select, StatusBadge, Table, TextField } from '#app/ui/index.ts';
import type { ScheduleOffice, SchedulePage, ScheduleSlot } from '../arrivals/visit-schedule.server.ts';
import type { Answer } from '../desk.server.ts';
import { officeDay } from '../office-dates.ts';

function Reopen({ on, id, name }: { on: string; id: string; name: string }) {
  return (
    <form method="post">
      <input type="hidden" name="on" value={on} />
      <input type="hidden" name="reopen" value={id} />
      <Button type="submit" size="sm" variant="outline">
        取消しを戻す<span className="sr-only">（{name}）</span>
      </Button>
    </form>
  );
}

/** 一つの窓口の時間枠: places, taken, free, and what was taken back. */
function OfficeSlots({ office, page }: { office: ScheduleOffice; page: SchedulePage }) {
  const { on } = page;
  const { mayClose } = office;
  const free = ({ places, taken }: ScheduleSlot) => Math.max(0, places - taken);
  return (
    <div>
      {office.closedDay ? (
        <p className="mb-3 flex flex-wrap items-center gap-3">
          <StatusBadge tone="error">この日は取消し</StatusBadge>
          <span>{office.closedDay.reason}</span>
          {mayClose ? <Reopen on={on} id={office.closedDay.id} name={office.name} /> : null}
        </p>
      ) : null}
      <Table
        caption={`${office.name}　${officeDay(on)}`}
        dense
        rows={office.slots}
        rowKey={(slot) => slot.startsAt}
        columns={[
          { key: 'time', header: '時間', rowHeader: true, cell: (slot) => `${slot.startsAt}〜${slot.endsAt}` },
          { key: 'places', header: '枠', cell: (slot) => `${slot.places}組` },
          { key: 'taken', header: '予約', cell: (slot) => `${slot.taken}組` },
          { key: 'free', header: '空き', cell: (slot) => (office.closedDay || slot.closed ? '―' : `${free(slot)}組`) },
          {
            key: 'state',
            header: '状態',
            cell: (slot) =>
              slot.closed ? (
                <span className="flex flex-wrap items-center gap-2">
                  <StatusBadge tone="error">取消し</StatusBadge>
                  {slot.closed.reason}
                </span>
              ) : office.closedDay ? (
                '取消し'
              ) : (
                <StatusBadge tone={free(slot) === 0 ? 'warning' : 'success'}>
                  {free(slot) === 0 ? '満員' : '公開中'}
                </StatusBadge>
              ),
          },
          {
            key: 'reopen',
            header: '操作',
            cell: (slot) =>
              slot.closed && mayClose ? <Reopen on={on} id={slot.closed.id} name={slot.startsAt} /> : '―',
          },
        ]}
      />
    </div>
  );
}

/** 時間枠の取消し: the whole day or one slot, with a reason that the resident reads. */
function ClosingForm({ page, answer }: { page: SchedulePage; answer: Answer | undefined }) {
  const offices = page.offices.filter(({ mayClose }) => mayClose);
  const times = [...new Set(offices.flatMap(({ slots }) => slots.map(({ startsAt }) => startsAt)))].sort();
  const typed = (name: string) => {
    const value = answer?.typed?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  return (
    <section>
      <Heading level={2}>時間枠を取り消す</Heading>
      <p className="mt-2">予約していた方には理由が伝わり、時間を選び直していただきます。</p>
      <form method="post" noValidate className="mt-4 flex max-w-text flex-col gap-4">
        <input type="hidden" name="on" value={page.on} />
        <Select
          label="窓口"
          name="office"
          required
          fieldSize="s"
          width="lg"
          error={answer?.errors?.office?.[0]}
          defaultValue={typed('office')}
          options={offices.map(({ office, name }) => ({ value: office, label: name }))}
        />
        <Select
          label="時間"
          name="startsAt"
          required
          fieldSize="s"
          width="md"
          error={answer?.errors?.startsAt?.[0]}
          defaultValue={typed('startsAt')}
          options={[{ value: 'all', label: 'この日のすべて' }, ...times.map((time) => ({ value: time, label: time }))]}
        />
        <TextField
          label="理由"
          name="reason"
          required
          fieldSize="s"
          width="full"
          support="例：機器の点検のため、この時間は受け付けられなくなりました。"
          error={answer?.errors?.reason?.[0]}
          defaultValue={typed('reason')}
        />
        <div>
          <Button type="submit" size="md" variant="danger">
            取り消す
          </Button>
        </div>
      </form>
    </section>
  );
}

/** 来庁の時間枠 of a day. */
export function VisitSchedule({ page, answer }: { page: SchedulePage; answer: Answer | undefined }) {
  return (
    <div className="mt-6 flex flex-col gap-8">
      {page.offices.map((office) => (
        <OfficeSlots key={office.office} office={office} page={page} />
      ))}
      {page.offices.some(({ mayClose }) => mayClose) ? <ClosingForm page={page} answer={answer} /> : null}
    </div>
  );
}
