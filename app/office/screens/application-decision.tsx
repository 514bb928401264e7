import { Button, ButtonLink, Checkboxes, Heading, KeyHint, NotificationBanner, Select } from '#app/ui/index.ts';
import type { ApplicationPage } from '../applications/application-screens.server.ts';
import { birthOf } from '../office-dates.ts';
import type { ApplicationAct } from '../permissions.ts';

/** A form with one button: the press names the act and the version of the screen. */
export function ActButton({
  page,
  act,
  children,
  variant = 'solid',
  hotkey,
}: {
  page: { version: number };
  act: string;
  children: string;
  variant?: 'solid' | 'outline' | 'danger';
  /** One key instead of the press; what cannot be undone is only brought into focus by it. */
  hotkey?: string;
}) {
  return (
    <form method="post" className="flex items-center gap-2">
      <input type="hidden" name="version" value={page.version} />
      <input type="hidden" name="act" value={act} />
      <Button
        size="md"
        variant={variant}
        data-key={hotkey}
        aria-keyshortcuts={hotkey}
        data-key-focus={variant === 'danger' ? '' : undefined}
      >
        {children}
      </Button>
      {hotkey ? <KeyHint of={hotkey} /> : null}
    </form>
  );
}

/** 受理: who of the register moves, prefilled where the form and the register agree. */
function Acceptance({ page, soleDecision }: { page: ApplicationPage; soleDecision: boolean }) {
  const members = page.household?.members ?? [];
  const matched = page.movers.flatMap(({ match }) => (match ? [match.addresseeNumber] : []));
  const stays = members.filter((member) => !matched.includes(member.addresseeNumber));
  const headLeaves = members.some((member) => member.householder && matched.includes(member.addresseeNumber));
  const wished = stays.find((member) => member.name.full === page.form.remainingHouseholder);
  return (
    <form method="post" className="flex flex-col gap-4" noValidate>
      <input type="hidden" name="version" value={page.version} />
      <input type="hidden" name="act" value="accept" />
      <Checkboxes
        label="転出する人（住民票）"
        name="movers"
        fieldSize="s"
        unmarked
        support="届出と氏名・生年月日・性別が合う人を選んであります。"
        defaultValue={matched}
        options={members.map((member) => ({
          value: member.addresseeNumber,
          label: `${member.name.full}（${member.relationship}、${birthOf(member.bornOn, member.kind)}生）`,
          disabled: member.movingOut !== undefined,
          support: member.movingOut ? 'すでに転出の予定があります。' : undefined,
        }))}
      />
      {headLeaves && stays.length > 1 ? (
        <Select
          label="残る世帯の世帯主"
          name="remainingHead"
          fieldSize="s"
          width="md"
          unmarked
          support="世帯主が転出し、2人以上が残ります（住民基本台帳法第25条）。届出がなければ選ばずに進めます。"
          defaultValue={wished?.addresseeNumber ?? ''}
          options={stays.map((member) => ({ value: member.addresseeNumber, label: member.name.full }))}
        />
      ) : null}
      <div className="flex items-center gap-2">
        <Button size="md" data-key="a" aria-keyshortcuts="a">
          {soleDecision ? '受理して転出を登録する（専決）' : '受理して仮登録する'}
        </Button>
        <KeyHint of="a" />
      </div>
    </form>
  );
}

/** One key per decision. */
const KEYS = { start: 's', review: 'v', approve: 'd', register: 'g' } as const;

/** A way to another page of the decision, with its key. */
function DecisionLink({ href, hotkey, children }: { href: string; hotkey: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <ButtonLink size="md" variant="outline" href={href} data-key={hotkey} aria-keyshortcuts={hotkey}>
        {children}
      </ButtonLink>
      <KeyHint of={hotkey} />
    </span>
  );
}

/** 次にできること: only what this officer may do in this stage; guards read the same table. */
export function ApplicationDecision({
  page,
  base,
  soleDecision,
}: {
  page: ApplicationPage;
  base: string;
  soleDecision: boolean;
}) {
  const may = (act: ApplicationAct) => page.acts.some((one) => one.act === act);
  const label = (act: ApplicationAct) => page.acts.find((one) => one.act === act)?.label ?? '';
  const simple = (['start', 'review', 'approve', 'register'] as const).filter(may);
  return (
    <section aria-labelledby="decision" className="rounded-12 border-2 border-key-900 p-4">
      <Heading level={2} look="s" id="decision">
        次にできること
      </Heading>
      <div className="mt-3 flex flex-col gap-4">
        {page.acts.length === 0 ? <p>この申請で、いまあなたの役割が行う処理はありません。</p> : null}
        {simple.map((act) => (
          <ActButton key={act} page={page} act={act} hotkey={KEYS[act]}>
            {label(act)}
          </ActButton>
        ))}
        {may('cancelMovingOut') ? (
          <ActButton page={page} act="cancelMovingOut" variant="danger" hotkey="t">
            {soleDecision ? '転出を取り消す（専決）' : '転出取消を仮登録する'}
          </ActButton>
        ) : null}
        {may('accept') && page.acceptable ? <Acceptance page={page} soleDecision={soleDecision} /> : null}
        {may('accept') && !page.acceptable ? (
          <NotificationBanner kind="info" title="このままでは受理できません" level={3}>
            <p>
              {page.protectedHousehold
                ? 'この届出はオンラインでは受理できません。窓口での届出を案内してください。'
                : '「確認の結果」の応答待ち・不可の項目と、届出人の特定を確かめてください。'}
            </p>
          </NotificationBanner>
        ) : null}
        <div className="flex flex-wrap gap-3">
          {may('identify') ? (
            <DecisionLink href={`${base}/identification`} hotkey="i">
              届出人を探す
            </DecisionLink>
          ) : null}
          {may('requestCorrection') && !page.protectedHousehold ? (
            <DecisionLink href={`${base}/correction`} hotkey="r">
              補正を依頼する
            </DecisionLink>
          ) : null}
          {may('refuse') ? (
            <DecisionLink href={`${base}/refusal`} hotkey="q">
              却下する
            </DecisionLink>
          ) : null}
          {may('refuseCancel') ? (
            <DecisionLink href={`${base}/refusal`} hotkey="q">
              取消に応じない
            </DecisionLink>
          ) : null}
          {may('check') ? (
            <ActButton page={page} act="check" variant="outline" hotkey="c">
              もう一度確かめる
            </ActButton>
          ) : null}
          {may('discard') ? (
            <ActButton page={page} act="discard" variant="danger" hotkey="z">
              仮登録をやめて審査に戻す
            </ActButton>
          ) : null}
        </div>
      </div>
    </section>
  );
}
