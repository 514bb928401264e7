import { randomUUID } from 'node:crypto';
import { createDirectoryClient } from '#app/messages/directory.server.ts';
import { PulledMail } from '#app/messages/door.ts';
import { signDoorRequest } from '#app/messages/door-requests.server.ts';
import type { Envelope, Message } from '#app/messages/envelope.ts';
import { seal } from '#app/messages/seal.server.ts';
import { certificateOf } from './nation-messages.ts';
import { CHOFU, FUJISAWA, NATIONAL, type NationWorld } from './nation-world.ts';

/** J-LIS's door as a caller without a mailroom meets it: every message made by hand. */
export function createDoorCaller(world: NationWorld) {
  function envelopeOf(more: Partial<Envelope> = {}): Envelope {
    return {
      id: randomUUID(),
      type: 'MovingOutCertificate',
      version: 1,
      from: CHOFU,
      to: FUJISAWA,
      subject: 'case-1',
      sequence: 1,
      sentAt: world.clock.now(),
      ...more,
    };
  }

  async function sealed(message: Message, signer = message.envelope.from, receiver = message.envelope.to) {
    return seal(message, await world.nation.organisationKeys(signer), await directory().get(receiver));
  }

  async function post(body: string, path = '/jlis/messages') {
    const response = await world.fetch(`${NATIONAL}${path}`, { method: 'POST', body });
    const text = await response.text();
    return { status: response.status, code: text.startsWith('{') ? JSON.parse(text).code : undefined };
  }

  async function pull(code: string, signer = code): Promise<PulledMail> {
    const signed = await signDoorRequest(await world.nation.organisationKeys(signer), { aud: 'jlis' });
    const response = await world.fetch(`${NATIONAL}/jlis/mailbox/pull`, { method: 'POST', body: signed });
    return PulledMail.parse(await response.json());
  }

  function certificate(more: Partial<Envelope> = {}) {
    return sealed({
      envelope: envelopeOf(more),
      content: certificateOf(randomUUID(), { toMunicipality: FUJISAWA }),
    });
  }

  const directory = () =>
    createDirectoryClient({
      base: `${NATIONAL}/jlis`,
      trust: { roots: [world.nation.organisationRoot] },
      clock: world.clock,
      fetch: world.fetch,
    });

  return { envelopeOf, sealed, post, pull, certificate, directory };
}
