import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { FAULT_KINDS, FAULT_SYSTEMS, FaultForm, type FaultSystem } from '#app/demo/faults.ts';
import {
  Button,
  ButtonGroup,
  ErrorSummary,
  Heading,
  listErrors,
  pageTitle,
  Radios,
  Select,
  StatusBadge,
  Table,
} from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('障害を起こす・直す') }];

export async function loader({ context }: LoaderFunctionArgs) {
  const { demo } = context.services;
  if (!demo) throw new Response('Not Found', { status: 404 });
  const { towns } = await demo.view();
  return { systems: demo.faults(), towns };
}

function isSystem(value: unknown): value is FaultSystem {
  return typeof value === 'string' && Object.hasOwn(FAULT_SYSTEMS, value);
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { demo } = context.services;
  if (!demo) throw new Response('Not Found', { status: 404 });
  const values = Object.fromEntries(await request.formData());
  if (values.act === 'repair') {
    demo.repair(isSystem(values.system) ? values.system : undefined);
    return redirect('/demo/faults');
  }
  const form = FaultForm.safeParse(values);
  if (!form.success) {
    const errors: Record<string, string[] | undefined> = {};
    for (const issue of form.error.issues) errors[String(issue.path[0])] ??= [issue.message];
    return data({ errors, typed: { system: String(values.system ?? ''), kind: String(values.kind ?? '') } }, 400);
  }
  demo.breakSystem(form.data);
  return redirect('/demo/faults');
}

function RepairForm({ system, children }: { system?: FaultSystem; children: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="act" value="repair" />
      {system ? <input type="hidden" name="system" value={system} /> : null}
      <Button variant="outline" size="sm">
        {children}
      </Button>
    </Form>
  );
}

export default function DemoFaults() {
  const { systems, towns } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer?.errors ?? {};
  const broken = systems.some(({ wrong }) => wrong.length > 0);
  const kinds = [
    ...Object.entries(FAULT_KINDS).map(([value, { label }]) => ({ value, label })),
    ...towns.map(({ code, name }) => ({ value: `silent:${code}`, label: `${name}からの電文が届かない` })),
  ];
  return (
    <>
      <ErrorSummary errors={listErrors(errors)} />
      <Heading>障害を起こす・直す</Heading>
      <p className="mt-4 mb-6 max-w-text text-std-16N-170">
        全国のシステムはシミュレーターです。止めたり、遅くしたりして、手続きがどう続くかを確かめられます。
      </p>
      <Table
        caption="いまの状態"
        columns={[
          { key: 'name', header: 'システム', cell: (row) => row.name, rowHeader: true },
          {
            key: 'state',
            header: '状態',
            cell: (row) =>
              row.wrong.length === 0 ? (
                <StatusBadge tone="success">正常</StatusBadge>
              ) : (
                <span className="flex flex-wrap items-center gap-2">
                  <StatusBadge tone="error">障害</StatusBadge>
                  {row.wrong.join('、')}
                </span>
              ),
          },
          {
            key: 'repair',
            header: '操作',
            cell: (row) =>
              row.wrong.length > 0 ? <RepairForm system={row.system}>{`${row.name}を直す`}</RepairForm> : 'なし',
          },
        ]}
        rows={systems}
        rowKey={(row) => row.system}
      />
      {broken ? (
        <div className="mt-4">
          <RepairForm>すべて直す</RepairForm>
        </div>
      ) : null}
      <Heading level={2} className="mt-12 mb-4">
        障害を起こす
      </Heading>
      <Form method="post" noValidate className="flex max-w-text flex-col gap-6">
        <Select
          label="システム"
          name="system"
          required
          width="md"
          options={systems.map(({ system, name }) => ({ value: system, label: name }))}
          defaultValue={answer?.typed.system ?? ''}
          error={errors.system}
        />
        <Radios
          label="起こす障害"
          name="kind"
          required
          options={kinds}
          defaultValue={answer?.typed.kind}
          error={errors.kind}
        />
        <ButtonGroup>
          <Button variant="danger" size="md">
            障害を起こす
          </Button>
        </ButtonGroup>
      </Form>
    </>
  );
}
