/** Walks through all pages that somebody can reach by links, a few for each route, and remembers what was answered. */
import { decode } from '../support/walk-forms.ts';
import { type Asker, askers, type Stocked } from './stocked.ts';

export interface Visited {
  readonly path: string;
  readonly who: Asker;
  /** Pattern of the route that answers at this address. */
  readonly route: string;
  readonly response: Response;
  readonly body: string;
}

const forEverybody = /^\/(hukum|log|api|panduan|bolehkah|cara-menghitung|lapor|status)(\/(?!v1)|$)/;

/** Patterns of all addresses that answer to GET. */
export function routesOf({ desk }: Stocked): readonly string[] {
  const routes = desk.app.hono.routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
  return [...new Set(routes)];
}

interface Pattern {
  readonly route: string;
  readonly fits: RegExp;
}

/** Patterns of a list of routes, those with the fewest parts that vary first; made once, as a walk asks for each of thousands of links. */
const patterns = new WeakMap<readonly string[], readonly Pattern[]>();

function patternsOf(routes: readonly string[]): readonly Pattern[] {
  const known = patterns.get(routes);
  if (known !== undefined) return known;
  const varies = (route: string): number => (route.match(/[:*]/g) ?? []).length + (route.endsWith('*') ? 9 : 0);
  const made = routes
    .toSorted((a, b) => varies(a) - varies(b))
    .map((route) => ({
      route,
      fits: new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+').replace(/\*$/, '.*')}$`),
    }));
  patterns.set(routes, made);
  return made;
}

/** Which pattern an address belongs to: the one with the fewest parts that vary. */
export function routeAt(routes: readonly string[], address: string): string | undefined {
  const path = address.replace(/[?#].*$/, '').replace(/^\/en(?=\/|$)/, '') || '/';
  return patternsOf(routes).find(({ fits }) => fits.test(path))?.route;
}

/**
 * @param perRoute how many addresses of one route each person looks at
 * @param first addresses that are looked at before others of their route
 */
export async function crawl(
  stocked: Stocked,
  perRoute: number,
  first: readonly string[] = [],
): Promise<readonly Visited[]> {
  const routes = routesOf(stocked);
  const visited: Visited[] = [];
  for (const who of askers) {
    const seen = new Set<string>();
    const count = new Map<string, number>();
    const open = [...first, ...routes.filter((route) => !/[:*]/.test(route)), ...stocked.unlinked];
    for (let path = open.shift(); path !== undefined; path = open.shift()) {
      const route = routeAt(routes, path);
      const times = count.get(route ?? '') ?? 0;
      if (route === undefined || seen.has(path) || times >= perRoute) continue;
      // Pages for everybody are the same for everybody: a stranger's and one signed-in person's look will do.
      if (who !== 'nobody' && who !== 'officer' && forEverybody.test(route)) continue;
      // The other language is another word list, not another page: one person's look at it will do.
      if (who !== 'nobody' && /^\/en(\/|$)/.test(path)) continue;
      seen.add(path);
      count.set(route, times + 1);
      const response = await stocked.ask(path, who);
      const body = await response.clone().text();
      visited.push({ path, who, route, response, body });
      const location = response.headers.get('location');
      if (location !== null) open.push(location);
      for (const [, href = ''] of body.matchAll(/\shref="(\/[^"]*)"/g)) open.push(decode(href).replace(/#.*$/, ''));
    }
  }
  return visited;
}
