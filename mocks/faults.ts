import { z } from 'zod';

/** Simulated systems that can be told to fail. */
export const FAULT_SYSTEMS = [
  'jlis',
  'interlink',
  'immigration',
  'auth-app',
  'card-terminal',
  'ocsp',
  'other-registers',
  'lifelines',
] as const;
export type FaultSystem = (typeof FAULT_SYSTEMS)[number];

/** 障害 that a system is told to show; everything that is left out works. */
export const Fault = z.object({
  /** Answers 503 and does nothing. */
  down: z.boolean().optional(),
  /** Answers so many milliseconds late. */
  slowMs: z.number().int().min(0).max(120_000).optional(),
  /** Does its work and answers with something nobody can read. */
  malformed: z.boolean().optional(),
  /** Hands every mail out twice. */
  duplicate: z.boolean().optional(),
  /** Does its work, but the answer is lost on the way (504). */
  lost: z.boolean().optional(),
  /** Hands mail out in reverse order. */
  outOfOrder: z.boolean().optional(),
  /** Mail from these organisations stays in the box: to the receiver the sender is silent. */
  silent: z.array(z.string().max(20)).max(50).optional(),
  /** Ends by itself after so many requests. */
  times: z.number().int().positive().optional(),
});
export type Fault = z.infer<typeof Fault>;

/** Faults of all systems, one set for a nation; kept in memory: a restart heals everything. */
export interface Faults {
  set(system: FaultSystem, fault: Fault): void;
  clear(system?: FaultSystem): void;
  of(system: FaultSystem): Fault;
  /** For one request: the faults that apply, counted. */
  take(system: FaultSystem): Fault;
  all(): Partial<Record<FaultSystem, Fault>>;
}

export function createFaults(): Faults {
  const faults = new Map<FaultSystem, Fault>();
  return {
    set: (system, fault) => {
      faults.set(system, Fault.parse(fault));
    },
    clear: (system) => {
      if (system) faults.delete(system);
      else faults.clear();
    },
    of: (system) => faults.get(system) ?? {},
    take: (system) => {
      const fault = faults.get(system);
      if (!fault) return {};
      if (fault.times !== undefined) {
        if (fault.times <= 1) faults.delete(system);
        else faults.set(system, { ...fault, times: fault.times - 1 });
      }
      return fault;
    },
    all: () => Object.fromEntries(faults),
  };
}

/** A handler as it behaves with the faults it was told to show; `duplicate` and `outOfOrder` are up to the handler. */
export function withFaults(
  system: FaultSystem,
  faults: Faults,
  handler: (request: Request, fault: Fault) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const fault = faults.take(system);
    if (fault.slowMs) await new Promise((resolve) => setTimeout(resolve, fault.slowMs));
    if (fault.down) return new Response('Service Unavailable', { status: 503, headers: { 'Retry-After': '1' } });
    const response = await handler(request, fault);
    if (fault.lost) return new Response('Gateway Timeout', { status: 504 });
    if (fault.malformed) {
      return new Response('\u0000<html>{"mail":', { status: response.status === 204 ? 200 : response.status });
    }
    return response;
  };
}
