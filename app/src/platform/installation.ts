/** Where this installation's own files lie, whether it runs from the source tree or from a bundle somewhere under it. */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of the application: `db`, `dist`, `src` are in it. Throws when this is no whole installation. */
export function appFolder(): string {
  let here = import.meta.dirname;
  while (!existsSync(path.join(here, 'db', 'migrations'))) {
    const up = path.dirname(here);
    if (up === here) throw new Error('the folder db/migrations is missing from this installation');
    here = up;
  }
  return here;
}
