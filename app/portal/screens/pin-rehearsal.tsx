import { Heading } from '#app/ui/index.ts';
import { text } from '../texts/text.ts';

/** 暗証番号の練習の案内: which PIN is which, and where to try them without risk. */
export function PinRehearsal({ href }: { href: string | undefined }) {
  return (
    <section className="mt-8">
      <Heading level={2}>{text('rehearsal.title')}</Heading>
      <ul className="mt-3 flex list-disc flex-col gap-2 pl-6">
        <li>{text('rehearsal.authentication')}</li>
        <li>{text('rehearsal.cardSurface')}</li>
        <li>{text('rehearsal.signature')}</li>
        <li>{text('rehearsal.residentRegister')}</li>
      </ul>
      <p className="mt-3">{text('rehearsal.reset')}</p>
      {href ? (
        <>
          <p className="mt-3">{text('rehearsal.safe')}</p>
          <p className="mt-1">
            <a href={href} className="inline-flex min-h-11 items-center">
              {text('rehearsal.link')}
            </a>
          </p>
        </>
      ) : null}
    </section>
  );
}
