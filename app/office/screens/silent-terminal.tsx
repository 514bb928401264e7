import { Button, ButtonLink, Checkboxes, Heading, NotificationBanner, TextField } from '#app/ui/index.ts';
import type { ArrivalPage } from '../arrivals/arrival-screens.server.ts';
import type { Answer } from '../desk.server.ts';
import { officeDay, officeInstant } from '../office-dates.ts';

/** 受付済み: what the visitor takes home, and how it goes on. */
export function ReceivedFiling({ page, base, unprintable }: { page: ArrivalPage; base: string; unprintable: boolean }) {
  const { received } = page;
  if (!received || page.card?.read) return null;
  return (
    <NotificationBanner kind="success" title="転入届を受け付けました。カードの読取りは後日です">
      <p>
        受け付けた日時：{officeInstant(received.at)}（{received.by}）　転入した日：{officeDay(received.movedInOn)}
      </p>
      <p>
        届出の日は、この日です。国のシステムが戻ったら、カードをお持ちいただき、この画面の「端末へ進む」から続けます。
      </p>
      {unprintable ? (
        <p>
          <strong>受付票を印刷できませんでした。</strong>
          氏名に、印刷用の書体にない字があります。上の日時を書いて渡してください。
        </p>
      ) : null}
      <p>
        <a href={`${base}/filing-receipt`}>受付票を印刷する（PDF）</a>
      </p>
    </NotificationBanner>
  );
}

/** 縮退運転 before the first card is read: nobody is sent home without a next step. */
export function SilentTerminal({
  page,
  answer,
  names,
  paperForm,
}: {
  page: ArrivalPage;
  answer: Answer | undefined;
  names: readonly string[];
  /** The form of an ordinary 転入届; missing where this officer may not file it. */
  paperForm: string | undefined;
}) {
  const typed = (name: string, usual: string) => {
    const text = answer?.typed?.[name];
    return typeof text === 'string' ? text : usual;
  };
  const seen = answer?.typed?.seen;
  return (
    <div className="mt-6 flex max-w-text flex-col gap-6">
      {page.received ? null : (
        <section aria-labelledby="receive" className="rounded-12 border-2 border-key-900 p-4">
          <Heading level={2} look="s" id="receive">
            転入届を受け付けて、カードは後日読み取る
          </Heading>
          <p className="mt-2">
            カードを示して届け出れば、きょうが届出の日になります（住民基本台帳法第24条の2第1項）。住民票は、カードを読み取ってから作ります。
          </p>
          <form method="post" className="mt-4 flex flex-col gap-5" noValidate>
            <input type="hidden" name="act" value="receive" />
            <input type="hidden" name="version" value={page.version} />
            <TextField
              label="転入した日"
              name="movedInOn"
              required
              fieldSize="s"
              width="md"
              support="例：令和8年12月1日、R8.12.1"
              error={answer?.errors?.movedInOn}
              defaultValue={typed('movedInOn', '')}
            />
            <TextField
              label="転入する方の氏名"
              name="names"
              required
              fieldSize="s"
              support="全員を「、」で区切ります。"
              error={answer?.errors?.names}
              defaultValue={typed('names', names.join('、'))}
            />
            <Checkboxes
              label="確かめたこと"
              name="seen"
              required
              fieldSize="s"
              error={answer?.errors?.seen}
              defaultValue={Array.isArray(seen) ? seen : []}
              options={[
                { value: 'card', label: 'カードの提示を受け、券面の氏名・写真・有効期間を確かめた' },
                { value: 'paper', label: '署名のある転入届（紙の住民異動届）を受け取った' },
              ]}
            />
            <div>
              <Button size="md">受け付けて、受付票を渡す</Button>
            </div>
          </form>
        </section>
      )}
      <section aria-labelledby="on-paper">
        <Heading level={2} look="s" id="on-paper">
          きょう住民票が必要な方・カードを持っていない方
        </Heading>
        <p className="mt-2">
          転出証明書（紙）をお持ちなら、カードを読まずに、通常の転入届で本登録までできます（住民基本台帳法第22条）。お持ちでなければ、転出地に交付を求めていただきます。
        </p>
        <p className="mt-1">
          カードの書換えと継続利用は、届出の日から90日以内に、戻った統合端末で直接行います。この来庁の記録には残りません。
        </p>
        {paperForm ? (
          <div className="mt-3">
            <ButtonLink size="md" variant="outline" href={paperForm}>
              転出証明書で転入届を受け付ける
            </ButtonLink>
          </div>
        ) : (
          <p className="mt-1">通常の転入届は、住民記録の担当の職員が受け付けます。</p>
        )}
      </section>
    </div>
  );
}
