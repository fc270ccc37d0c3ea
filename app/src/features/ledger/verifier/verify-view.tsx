/** The whole of the checking page, drawn by the server for a form, by the browser alone, and inside the file that works offline. */
import type { FC } from 'hono/jsx';
import type { Language } from '../../../platform/i18n/words.ts';
import { Button, ButtonLink } from '../../../ui/components/button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import type { Checked } from './check.ts';
import { ResultView } from './result-view.tsx';
import { verifierWords } from './words.ts';

/** Why there was nothing to check; each has its sentence. */
export type Obstacle = keyof ReturnType<typeof verifierWords>['errors'] & Exclude<string, 'title'>;

export type Outcome =
  | { readonly kind: 'checked'; readonly checked: Checked; readonly file: string | null }
  | { readonly kind: 'obstacle'; readonly obstacle: Obstacle };

export interface View {
  readonly lang: Language;
  /** Who does the checking. `offline`: this is the file that somebody downloaded. */
  readonly by: 'server' | 'browser' | 'offline';
  readonly to: (path: string) => string;
  /** Public keys of this log as text, oldest first. */
  readonly keys: readonly string[];
  /** Address of this Netra without a slash at its end. */
  readonly publicUrl: string;
  readonly outcome: Outcome | null;
  readonly typed: { readonly text: string; readonly key: string };
  /** Whether a camera may be asked for, and whether it is looking now. */
  readonly camera: 'none' | 'offered' | 'looking';
}

export const verifierPath = '/periksa';
export const offlinePath = '/periksa/netra-periksa.html';

/** Where the sentence of an obstacle belongs. */
export function fieldOf(obstacle: Obstacle): 'berkas' | 'teks' | 'kunci' {
  return obstacle === 'bad-key' ? 'kunci' : 'berkas';
}

export const VerifyView: FC<{ readonly view: View }> = ({ view }) => {
  const words = verifierWords(view.lang);
  const { outcome } = view;
  const checked = outcome?.kind === 'checked' ? outcome : null;
  return (
    <div class="verify">
      <div class="page-heading">
        <h1>{words.title}</h1>
        {checked === null ? <p class="lead">{words.lead}</p> : null}
        {view.by === 'server' ? null : (
          <p class="verify-private">
            <Icon name="check" />
            {words.private}
          </p>
        )}
      </div>
      {checked === null ? null : <ResultView view={view} checked={checked.checked} file={checked.file} />}
      <VerifyForm view={view} />
      {view.by === 'offline' ? null : <Elsewhere view={view} />}
    </div>
  );
};

const VerifyForm: FC<{ readonly view: View }> = ({ view }) => {
  const words = verifierWords(view.lang);
  const said = words.form;
  const { outcome, typed, by } = view;
  const server = by === 'server';
  const obstacle = outcome?.kind === 'obstacle' ? outcome.obstacle : null;
  const wrong = obstacle === null ? null : fieldOf(obstacle);
  return (
    <form class="verify-form" method="post" action={view.to(verifierPath)} enctype="multipart/form-data" novalidate>
      <h2>{outcome?.kind === 'checked' ? said.again : said.title}</h2>
      {obstacle === null || server ? null : (
        <p class="field-error" role="alert">
          <Icon name="warn" />
          <span>{words.errors[obstacle]}</span>
        </p>
      )}
      {view.camera === 'looking' ? (
        <div class="verify-camera">
          <video id="verify-video" aria-label={said.video} muted playsinline />
          <p>{said.scanning}</p>
          <Button kind="quiet" type="button" name="stop">
            {said.stop}
          </Button>
        </div>
      ) : (
        <div class={server ? 'field' : 'verify-drop'}>
          {server ? null : (
            <p class="verify-drop-title" aria-hidden="true">
              <Icon name="file" />
              {said.drop}
            </p>
          )}
          <label class="label" for="f-berkas">
            {server ? said.fileServer : said.file}
          </label>
          <p class="hint" id="f-berkas-hint">
            {server ? said.fileHint : said.dropHint}
          </p>
          <input
            class="input input-file"
            type="file"
            id="f-berkas"
            name="berkas"
            aria-describedby="f-berkas-hint"
            aria-invalid={wrong === 'berkas' ? 'true' : undefined}
          />
          {view.camera === 'none' ? null : (
            <Button kind="quiet" type="button" name="scan">
              {said.scan}
            </Button>
          )}
        </div>
      )}
      <div class="field">
        <label class="label" for="f-teks">
          {said.paste}
        </label>
        <p class="hint" id="f-teks-hint">
          {said.pasteHint}
        </p>
        <textarea
          class="input input-proof"
          id="f-teks"
          name="teks"
          rows={4}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          aria-describedby="f-teks-hint"
        >
          {inBox(view, typed.text)}
        </textarea>
      </div>
      <Keys view={view} wrong={wrong === 'kunci'} />
      {server ? (
        <p class="verify-trust">
          <Icon name="warn" />
          <span>{words.byServer}</span>
        </p>
      ) : null}
      <div class="buttons">
        <Button>{said.check}</Button>
      </div>
    </form>
  );
};

/** Browsers drop the first line break of a textarea that comes as markup: this one is given up for the writer's own. */
const inBox = (view: View, text: string): string => (view.by === 'server' ? `\n${text}` : text);

const Keys: FC<{ readonly view: View; readonly wrong: boolean }> = ({ view, wrong }) => {
  const words = verifierWords(view.lang);
  const said = words.form;
  return (
    <details class="disclosure" open={wrong || view.typed.key !== ''}>
      <summary>{said.keyOpen}</summary>
      <div class="disclosure-body">
        <p class="small">{view.keys.length === 0 ? said.keyNone : said.keyOurs}</p>
        <ul class="verify-keys">
          {view.keys.map((key) => (
            <li>
              <code>{key}</code>
            </li>
          ))}
        </ul>
        <div class={wrong ? 'field has-error' : 'field'}>
          <label class="label" for="f-kunci">
            {said.keyOther}
          </label>
          <p class="hint" id="f-kunci-hint">
            {said.keyHint}
          </p>
          {wrong ? (
            <p class="field-error" id="f-kunci-error">
              <Icon name="warn" />
              <span>{words.errors['bad-key']}</span>
            </p>
          ) : null}
          <textarea
            class="input input-proof"
            id="f-kunci"
            name="kunci"
            rows={2}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            aria-describedby={wrong ? 'f-kunci-hint f-kunci-error' : 'f-kunci-hint'}
            aria-invalid={wrong ? 'true' : undefined}
          >
            {inBox(view, view.typed.key)}
          </textarea>
        </div>
      </div>
    </details>
  );
};

const Elsewhere: FC<{ readonly view: View }> = ({ view }) => {
  const said = verifierWords(view.lang).elsewhere;
  return (
    <section class="section verify-elsewhere">
      <div class="section-head">
        <h2>{said.title}</h2>
        <p class="small">{said.lead}</p>
      </div>
      <ul class="verify-ways">
        <li>
          <h3>{said.file}</h3>
          <p>{said.fileText}</p>
          <p>
            <ButtonLink kind="quiet" href={view.to(offlinePath)} download>
              {said.download}
            </ButtonLink>
          </p>
        </li>
        <li>
          <h3>{said.command}</h3>
          <p>{said.commandText}</p>
          <pre>
            <code>{`curl -o kunci.txt ${view.publicUrl}/log/keys\nnetra ledger verify bukti.txt --key kunci.txt`}</code>
          </pre>
        </li>
        <li>
          <h3>{said.mirror}</h3>
          <p>
            {said.mirrorText}
            <a href="/log/checkpoint">{said.checkpoint}</a>, <a href="/log/keys">{said.keys}</a>.
          </p>
        </li>
      </ul>
    </section>
  );
};
