import { Button, Heading, TextField } from '#app/ui/index.ts';
import type { ApplicationPage } from '../applications/application-screens.server.ts';
import { officeInstant } from '../office-dates.ts';
import { ActButton } from './application-decision.tsx';

/** 担当: who decides on the case right now, and how another one takes over. */
export function Assignment({ page, takingOver }: { page: ApplicationPage; takingOver: boolean }) {
  const { assignee, mayTake, version } = page;
  if (!assignee && !mayTake) return null;
  return (
    <section aria-labelledby="assignment">
      <Heading level={2} look="s" id="assignment">
        担当
      </Heading>
      <p className="mt-2">
        {assignee
          ? `${assignee.isMe ? '自分' : `${assignee.name}さん`}（${officeInstant(assignee.until)}まで）`
          : '担当はいません。'}
      </p>
      {mayTake && !assignee ? (
        <div className="mt-2">
          <ActButton page={page} act="assign" variant="outline" hotkey="m">
            担当する
          </ActButton>
        </div>
      ) : null}
      {assignee?.isMe ? (
        <div className="mt-2">
          <ActButton page={page} act="release" variant="outline" hotkey="u">
            担当をやめる
          </ActButton>
        </div>
      ) : null}
      {mayTake && assignee && !assignee.isMe ? (
        <form method="post" noValidate className="mt-2 flex flex-col gap-3">
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="act" value="assign" />
          <TextField
            label="引き継ぐ理由"
            name="reason"
            fieldSize="s"
            required
            support="処理経過に残り、今の担当の職員にも見えます。"
            error={takingOver ? '引き継ぐ理由を書いてください。' : undefined}
          />
          <div>
            <Button size="md" variant="outline">
              担当を引き継ぐ
            </Button>
          </div>
        </form>
      ) : null}
    </section>
  );
}
