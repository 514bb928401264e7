import { FAULT_SYSTEMS, Fault, type FaultSystem, type Faults } from './faults.ts';

/**
 * 障害の設定 of a stand-alone nation: `GET /control/faults`, `PUT` and `DELETE /control/faults/{system}`,
 * `DELETE /control/faults`. Offered only where it was asked for.
 */
export function createControl(faults: Faults): (request: Request) => Promise<Response> {
  return async (request) => {
    const [, , subject, system] = new URL(request.url).pathname.split('/');
    if (subject !== 'faults') return new Response(null, { status: 404 });
    if (system === undefined) {
      if (request.method === 'DELETE') faults.clear();
      return Response.json(faults.all());
    }
    if (!isSystem(system)) return new Response(null, { status: 404 });
    if (request.method === 'DELETE') {
      faults.clear(system);
      return Response.json(faults.all());
    }
    if (request.method !== 'PUT') return new Response(null, { status: 405 });
    const fault = Fault.safeParse(await request.json().catch(() => undefined));
    if (!fault.success) return new Response('a fault that nobody knows', { status: 400 });
    faults.set(system, fault.data);
    return Response.json(faults.all());
  };
}

function isSystem(name: string): name is FaultSystem {
  return (FAULT_SYSTEMS as readonly string[]).includes(name);
}
