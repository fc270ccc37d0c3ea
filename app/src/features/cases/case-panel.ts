/** What other features show on the page of a case and on the forms of its actions. They build on casework; the pages do not know them. */
import type { Child } from 'hono/jsx';
import type { Ctx, Member } from '../../platform/http/env.ts';
import type { PageContext } from '../../ui/index.ts';
import type { ActionType } from './case.ts';
import type { CaseView } from './case-read-model.ts';

export interface CasePanel {
  /** `main`: beside summary and steps; `rail`: under the running limit; `form`: above the fields of these actions. */
  readonly place: 'main' | 'rail' | { readonly form: readonly ActionType[] };
  /** In the scope of the person who looks; null when there is nothing to show. */
  render(
    about: {
      readonly c: Ctx;
      readonly page: PageContext;
      readonly member: Member;
      readonly now: Temporal.Instant;
      /** Whether the reporter's own words are shown to this person; left out where nobody asked. */
      readonly opensReport?: boolean;
    },
    view: CaseView,
  ): Promise<Child | null>;
}

/** What the panels gave, by place. */
export interface CasePanels {
  readonly main: Child[];
  readonly rail: Child[];
}

/** Asks the panels at once: within the transaction of a page they share its one connection. */
export async function renderPanels(
  panels: readonly CasePanel[],
  about: Parameters<CasePanel['render']>[0],
  view: CaseView,
): Promise<CasePanels> {
  const main: Child[] = [];
  const rail: Child[] = [];
  const asked = panels.filter((panel) => typeof panel.place === 'string');
  const shown = await Promise.all(asked.map((panel) => panel.render(about, view)));
  for (const [index, panel] of asked.entries()) {
    const child = shown[index] ?? null;
    if (child !== null) (panel.place === 'main' ? main : rail).push(child);
  }
  return { main, rail };
}

/** What the panels say above the fields of this action. */
export async function renderFormPanels(
  panels: readonly CasePanel[],
  about: Parameters<CasePanel['render']>[0],
  view: CaseView,
  action: ActionType,
): Promise<readonly Child[]> {
  const all: Child[] = [];
  for (const panel of panels) {
    if (typeof panel.place === 'string' || !panel.place.form.includes(action)) continue;
    const shown = await panel.render(about, view);
    if (shown !== null) all.push(shown);
  }
  return all;
}
