/**
 * Downloads for the office that took the report in: the working copy, and the original on its own address. Everybody else is told that
 * there is nothing; every look is written down before the first byte leaves.
 */
import type { Readable } from 'node:stream';
import { Hono } from 'hono';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { neutralName } from './evidence.ts';
import type { EvidenceService } from './evidence-service.ts';
import { findOfficeKey } from './office-key.ts';

export function evidenceRoutes(platform: Platform, service: EvidenceService): Hono<Env> {
  const routes = new Hono<Env>();

  const download = async (c: Ctx, id: string, original: boolean): Promise<Response> => {
    const member = c.get('member');
    if (member === null || member.mustEnrol || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
      return platform.problem(c, 'not-found');
    const found = await runAs(platform.db, { kind: 'member', userId: member.userId }, async (tx) => {
      const row = await service.find(tx, id);
      if (row === undefined || (row.reportId === null && row.answerId === null)) return null;
      const file = original ? row.originalFile : row.workingFile;
      const officeKey = await findOfficeKey(tx, platform.keys, row.intakeBodyId);
      if (file === null || officeKey === null) return null;
      const about =
        row.reportId !== null
          ? await tx.selectFrom('report').select('case_id').where('id', '=', row.reportId).executeTakeFirst()
          : await tx.selectFrom('accused_answer').select('case_id').where('id', '=', row.answerId).executeTakeFirst();
      // Whoever may not see the case has no file of it.
      if (about === undefined) return null;
      await tx
        .insertInto('audit')
        .values({
          user_id: member.userId,
          body_id: row.intakeBodyId,
          what: original ? 'evidence-original' : 'evidence-working-copy',
          access: 'read',
          case_id: about.case_id,
          target: row.id,
        })
        .execute();
      return { row, file, officeKey };
    });
    if (found === null) return platform.problem(c, 'not-found');
    const source = await service.read(found.file, found.officeKey);
    if (!source.ok) throw new Error(`evidence ${id} cannot be read: ${source.error}`);
    return c.body(asWebStream(source.value), 200, {
      'content-type': found.row.mediaType,
      'content-disposition': `attachment; filename="${neutralName(found.row, original)}"`,
      'cache-control': 'no-store',
    });
  };

  routes.get('/bukti/:id', (c) => download(c, c.req.param('id'), false));
  routes.get('/bukti/:id/asli', (c) => download(c, c.req.param('id'), true));
  return routes;
}

/** One chunk at a time, as the reader takes them. A file damaged further on breaks the download instead of ending it early. */
function asWebStream(source: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<unknown> = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else if (next.value instanceof Uint8Array) controller.enqueue(next.value);
    },
    cancel: () => void source.destroy(),
  });
}
