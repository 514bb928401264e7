import {
  type ActionFunctionArgs,
  data,
  MaxPartSizeExceededError,
  type MetaFunction,
  unstable_createMemoryUploadHandler,
  unstable_parseMultipartFormData,
} from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { OutageError } from '#app/national/outage.ts';
import {
  Button,
  ButtonGroup,
  DescriptionList,
  ErrorSummary,
  ErrorText,
  Heading,
  NotificationBanner,
  PageFrame,
  pageTitle,
  SupportText,
  TextArea,
} from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('帳票の電子公印を確かめる') }];

const LARGEST_FILE = 5_000_000;
const LONGEST_CODE = 6_000;

interface Answer {
  proof?: Awaited<ReturnType<ActionFunctionArgs['context']['services']['paperProofs']['ofCode']>>;
  errors?: { code?: string; file?: string };
  outage?: boolean;
}

const NOTHING = '符号を貼り付けるか、PDFのファイルを選んでください。';
const TOO_LARGE = 'ファイルが大きすぎます。5MBまでのPDFを選んでください。';

/** Files come in parts; a form without one may come as it likes. */
async function formOf(request: Request): Promise<FormData> {
  if (!request.headers.get('Content-Type')?.startsWith('multipart/form-data')) return request.formData();
  return unstable_parseMultipartFormData(request, unstable_createMemoryUploadHandler({ maxPartSize: LARGEST_FILE }));
}

/** Looks at what was sent and keeps nothing of it; neither stands in an address. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { paperProofs } = context.services;
  const reply = { headers: { 'Cache-Control': 'no-store' } };
  try {
    const form = await formOf(request);
    const file = form.get('file');
    const code = String(form.get('code') ?? '').slice(0, LONGEST_CODE);
    if (code.trim() !== '') return data<Answer>({ proof: await paperProofs.ofCode(code) }, reply);
    if (!(file instanceof File) || file.size === 0) {
      return data<Answer>({ errors: { code: NOTHING } }, { ...reply, status: 400 });
    }
    return data<Answer>({ proof: await paperProofs.ofFile(Buffer.from(await file.arrayBuffer())) }, reply);
  } catch (error) {
    if (error instanceof OutageError) return data<Answer>({ outage: true }, { ...reply, status: 503 });
    if (error instanceof MaxPartSizeExceededError) {
      return data<Answer>({ errors: { file: TOO_LARGE } }, { ...reply, status: 400 });
    }
    throw error;
  }
}

function Proof({ proof }: { proof: NonNullable<Answer['proof']> }) {
  if (proof.kind === 'notGenuine') {
    return (
      <NotificationBanner kind="error" title="市区町村が発行したものと確かめられません" live>
        <p>
          符号の一部が欠けているか、変わっています。QRコードをもう一度読み取るか、元のPDFのファイルで確かめてください。
        </p>
      </NotificationBanner>
    );
  }
  const { statement, issuer, kind } = proof;
  return (
    <>
      {kind === 'changed' ? (
        <NotificationBanner kind="error" title="このファイルは、発行されたあとで変わっています" live>
          <p>符号は{issuer}のものですが、ファイルの中身と合いません。受け取らないでください。</p>
        </NotificationBanner>
      ) : null}
      {kind === 'genuineFile' ? (
        <NotificationBanner kind="success" title={`${issuer}が発行したままのファイルです`} live>
          <p>署名されてから、1バイトも変わっていません。</p>
        </NotificationBanner>
      ) : null}
      {kind === 'genuineCode' ? (
        <NotificationBanner kind="success" title={`この符号は、${issuer}が署名したものです`} live>
          <p>下の内容が、お手元の帳票と同じであることを、目で確かめてください。違えば、その帳票は偽物です。</p>
        </NotificationBanner>
      ) : null}
      <div className="mt-4">
        <DescriptionList
          items={[
            { term: '帳票', value: statement.title },
            { term: '発行番号', value: statement.number },
            { term: '発行日', value: formatJapaneseDate(statement.on) },
            ...statement.main.map(([term, value]) => ({ term, value })),
            { term: '照合の符号', value: statement.sum.slice(0, 12) },
          ]}
        />
      </div>
    </>
  );
}

/** 電子公印の確認: for whoever was handed a paper; works without asking the town that issued it. */
export default function VerifyPaper() {
  const { proof, errors, outage } = useActionData<Answer>() ?? {};
  const fileError = errors?.file;
  return (
    <PageFrame name="帳票の電子公印" home="/verify-paper">
      <ErrorSummary errors={Object.entries(errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }))} />
      <Heading>帳票の電子公印を確かめる</Heading>
      {outage ? (
        <NotificationBanner kind="warning" title="いまは確かめられません" live>
          <p>市区町村の証明書の名簿が応答しません。しばらくしてから、もう一度お試しください。</p>
        </NotificationBanner>
      ) : null}
      {proof ? <Proof proof={proof} /> : null}
      <p className="mt-4">
        市区町村の証明書に付いているQRコードは、市区町村の署名です。この画面は、市区町村に問い合わせずに、その署名だけで真偽を確かめます。送った内容は保存しません。
      </p>
      <form method="post" encType="multipart/form-data" noValidate className="mt-6 flex flex-col gap-6">
        <TextArea
          label="QRコードから読み取った文字"
          name="code"
          unmarked
          data-from-address
          support="読み取った文字を、そのまま全部貼り付けてください。"
          error={errors?.code}
        />
        <div className="flex flex-col gap-2">
          <label htmlFor="file" className="text-std-17B-170">
            または、帳票のPDFのファイル
          </label>
          <SupportText id="file-support">5MBまで。印刷したものを写したファイルでは、確かめられません。</SupportText>
          {fileError ? <ErrorText id="file-error">{fileError}</ErrorText> : null}
          <input
            id="file"
            type="file"
            name="file"
            accept="application/pdf"
            aria-describedby={fileError ? 'file-support file-error' : 'file-support'}
            aria-invalid={fileError ? true : undefined}
            className="max-w-full text-std-16N-170 file:mr-4 file:min-h-11 file:cursor-pointer file:rounded-8 file:border file:border-solid file:border-key-900 file:bg-white file:px-4 file:text-key-900"
          />
        </div>
        <ButtonGroup>
          <Button type="submit">確かめる</Button>
        </ButtonGroup>
      </form>
    </PageFrame>
  );
}
