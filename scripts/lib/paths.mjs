/** Where things lie in the clone. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What commands of this clone keep between runs; not the product's data, though it lies beside it. */
export const workshop = join(root, 'data', 'setup');

export const cache = join(root, 'data', 'cache');

export const dist = join(root, 'app', 'dist');
