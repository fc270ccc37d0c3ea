/** The button that begins a ceremony: a form whose answer the script fills in. Without a script it says that the other way remains. */
import type { Child, FC } from 'hono/jsx';
import { Button, ButtonRow, Form, type PageContext } from '../../../ui/index.ts';
import type { Ceremony } from './ceremony.ts';
import { passkeyWords } from './passkey-words.ts';

export const PasskeyForm: FC<{
  readonly page: PageContext;
  readonly action: string;
  /** `make` adds a passkey, `show` signs in with one. */
  readonly kind: 'make' | 'show';
  readonly ceremony: Ceremony;
  readonly button: string;
  readonly quiet?: boolean;
  readonly hidden?: Readonly<Record<string, string | null>>;
  readonly children?: Child;
}> = ({ page, action, kind, ceremony, button, quiet, hidden, children }) => {
  const words = passkeyWords(page.lang);
  return (
    <div
      data-passkey={kind}
      data-options={ceremony.options}
      data-cancelled={words.cancelled}
      data-failed={words.failed}
    >
      <Form page={page} action={action} hidden={{ challenge: ceremony.challenge, answer: '', ...hidden }}>
        {children ?? null}
        <ButtonRow>
          <Button kind={quiet === true ? 'quiet' : 'primary'}>{button}</Button>
        </ButtonRow>
        <p class="small" role="status" data-passkey-said />
        <noscript>
          <p class="small">{words.noScript}</p>
        </noscript>
      </Form>
      {page.assets.passkeys === undefined ? null : <script type="module" src={page.assets.passkeys} />}
    </div>
  );
};
