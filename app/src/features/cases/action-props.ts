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
import type { Sitting } from './plenary.ts';
import type { IssuedDocument } from './step-documents.ts';

export interface ActionPageProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly action: ActionType;
  readonly report: OfficeReport | null;
  readonly rulebook: Rulebook;
  /** Legal day at the office. */
  readonly today: string;
  readonly receivers: readonly CandidateBody[];
  /** Who may have sat in the plenary; asked for by its form alone. */
  readonly people: readonly Sitting[];
  /** Documents of the case that the step may rest on. */
  readonly documents: readonly IssuedDocument[];
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
