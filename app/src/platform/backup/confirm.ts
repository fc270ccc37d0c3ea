/** `netra restore --confirm`: an administrator says that a restored instance is the one that counts. */
import { restoredKey } from '../db/restored.ts';
import type { Result } from '../result.ts';
import { type InstanceSettings, reachOwner, refuseStrange, withClient } from './database.ts';
import { type Trouble, TroubleError, troubleAsValue } from './outcome.ts';

/** @returns whether anything was held back */
export async function confirmRestored(
  settings: InstanceSettings,
  log: (line: string) => void,
): Promise<Result<boolean, Trouble>> {
  return troubleAsValue(async () => {
    const reached = await reachOwner(settings, log);
    if (!reached.ok) throw new TroubleError(reached.error.kind, reached.error.line);
    try {
      return await withClient(reached.value.owner, async (client) => {
        await refuseStrange(client);
        return (await client.query('delete from netra.setting where key = $1', [restoredKey])).rowCount === 1;
      });
    } finally {
      await reached.value.stop();
    }
  });
}
