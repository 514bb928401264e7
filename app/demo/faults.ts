import { z } from 'zod';

/** Simulated systems that can be told to fail. */
export const FAULT_SYSTEMS = {
  jlis: '住基ネット（J-LIS）',
  interlink: '中間サーバー',
  'auth-app': 'デジタル認証アプリ',
  'card-terminal': 'カードの端末',
  ocsp: '証明書の有効性確認（OCSP）',
  'other-registers': 'ほかの市区町村',
  lifelines: '電気・ガスなどの事業者',
} as const;
export type FaultSystem = keyof typeof FAULT_SYSTEMS;

/** What a system is told to do wrong; everything that is left out works. */
export interface Fault {
  down?: boolean | undefined;
  slowMs?: number | undefined;
  malformed?: boolean | undefined;
  duplicate?: boolean | undefined;
  lost?: boolean | undefined;
  outOfOrder?: boolean | undefined;
  silent?: string[] | undefined;
}

/** The switches of the simulated systems, handed in by whoever composes the demo. */
export interface FaultSwitches {
  set(system: FaultSystem, fault: Fault): void;
  clear(system?: FaultSystem): void;
  all(): Partial<Record<FaultSystem, Fault>>;
}

const SLOW_MS = 8_000;

/** Kinds of 障害 that the form offers. */
export const FAULT_KINDS = {
  down: { label: '停止する（応答しない）', fault: { down: true } },
  slow: { label: '遅くなる（8秒）', fault: { slowMs: SLOW_MS } },
  malformed: { label: '読めない応答を返す', fault: { malformed: true } },
  lost: { label: '応答が途中で失われる', fault: { lost: true } },
  duplicate: { label: '電文を二重に渡す', fault: { duplicate: true } },
  outOfOrder: { label: '電文を逆の順に渡す', fault: { outOfOrder: true } },
} as const satisfies Record<string, { label: string; fault: Fault }>;

/** 障害のフォーム. `silent:<団体コード>` keeps the mail of that town in the box. */
export const FaultForm = z.object({
  system: z.enum(Object.keys(FAULT_SYSTEMS) as [FaultSystem, ...FaultSystem[]], {
    error: 'システムを選んでください。',
  }),
  kind: z
    .string({ error: '起こす障害を選んでください。' })
    .refine((kind) => Object.hasOwn(FAULT_KINDS, kind) || /^silent:\d{6}$/.test(kind), '起こす障害を選んでください。'),
});
export type FaultForm = z.infer<typeof FaultForm>;

/** The fault that a form asks for. */
export function faultOf(kind: FaultForm['kind']): Fault {
  if (kind.startsWith('silent:')) return { silent: [kind.slice('silent:'.length)] };
  return FAULT_KINDS[kind as keyof typeof FAULT_KINDS].fault;
}

/** What is wrong with a system, in words. */
export function describeFault(fault: Fault, nameOf: (code: string) => string): string[] {
  const kinds = Object.values(FAULT_KINDS).filter(({ fault: kind }) =>
    Object.entries(kind).every(([key, value]) => fault[key as keyof Fault] === value),
  );
  const silent = fault.silent?.map((code) => `${nameOf(code)}からの電文が届かない`) ?? [];
  return [...kinds.map(({ label }) => label), ...silent];
}
