/** What the form of an action is given. */
import type { Rulebook } from '@netra/rulebook';
import type { Child } from 'hono/jsx';
import type { FieldError, Typed } from '../../platform/http/forms.ts';
import type { PageContext } from '../../ui/index.ts';
import type { OfficeReport } from '../reports/index.ts';

import type { ActionType } from './case.ts';
import type { CaseView } from './case-read-model.ts';
import type { CandidateBody } from './case-routes.ts';
import type { LikeSanctions } from './like-sanctions.ts';

export interface ActionPageProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly action: ActionType;
  readonly report: OfficeReport | null;
  readonly rulebook: Rulebook;
  readonly receivers: readonly CandidateBody[];
  /** What like cases got; asked for by the form of the decision alone. */
  readonly like: LikeSanctions | null;
  /** What other features say to whoever fills this form in. */
  readonly panels: readonly Child[];
  /** What was typed; null when the form is opened. */
  readonly typed: Typed | null;
  readonly errors: readonly FieldError[];
  /** Refusal of the whole action, in words. */
  readonly refused?: string | undefined;
}
