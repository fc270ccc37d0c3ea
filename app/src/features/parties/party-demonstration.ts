/** Parties and candidates of the demonstration, all invented; a notice that most of them acknowledged. */

import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { codeOf } from './party-keys.ts';
import { partyService } from './party-service.ts';

/** Done again, nothing happens: names that stand there are refused, and who has the notice does not get it twice. */
export async function seedParties(
  platform: Platform,
  { admin, electionId }: { readonly admin: Member; readonly electionId: string },
): Promise<void> {
  const service = partyService(platform);
  const day = (await platform.legalClock.now()).toZonedDateTimeISO('Asia/Jakarta').toPlainDate();
  const from = day.subtract({ days: 20 }).toString();
  const wishes = [
    ['party', 'Partai Contoh A', 'a'],
    ['party', 'Partai Contoh B', 'b'],
    ['party', 'Partai Contoh C', 'c'],
    ['candidate', 'Pasangan Calon Contoh 1', 'paslon1'],
    ['candidate', 'Pasangan Calon Contoh 2', 'paslon2'],
  ] as const;
  for (const [kind, name, box] of wishes)
    await service.enter(admin, {
      electionId,
      kind,
      name,
      from,
      contact: { name: `Narahubung ${name}`, email: `${box}@partai.contoh` },
    });
  const sent = await service.send(admin, electionId);
  if (!sent.ok || sent.value.sent === 0) return;
  const deliveries = await runAs(platform.db, { kind: 'member', userId: admin.userId }, (tx) =>
    tx
      .selectFrom('party_delivery as d')
      .innerJoin('party_participant as p', 'p.id', 'd.participant_id')
      .select('d.id')
      .where('p.election_id', '=', electionId)
      .where('p.public_name', 'in', ['Partai Contoh A', 'Partai Contoh B', 'Pasangan Calon Contoh 1'])
      .execute(),
  );
  for (const { id } of deliveries) {
    const code = codeOf(platform.keys, id);
    const view = await service.link(id, code);
    if (view !== undefined) await service.acknowledge(id, code, view.hash);
  }
}
