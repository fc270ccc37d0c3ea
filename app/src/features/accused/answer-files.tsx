/** Files that the accused adds to an answer or to a remedy: what came so far, each to be taken back, and more. */
import type { FC } from 'hono/jsx';
import type { FieldError } from '../../platform/http/forms.ts';
import { formatBytes } from '../../platform/i18n/numbers.ts';
import { Button, ButtonRow, errorFor, FileField, FileList, Form, type PageContext } from '../../ui/index.ts';
import { type EvidenceFile, shortHash } from '../evidence/index.ts';
import { accusedWords } from './words.ts';

export const AnswerFiles: FC<{
  readonly page: PageContext;
  readonly uploads: readonly EvidenceFile[];
  readonly errors: readonly FieldError[];
  /** The form that they belong to, when it is not the answer. */
  readonly back?: 'upaya' | undefined;
}> = ({ page, uploads, errors, back }) => {
  const { lang } = page;
  const words = accusedWords(lang).answer;
  return (
    <Form page={page} action="/terlapor/berkas" multipart hidden={back === undefined ? {} : { ke: back }}>
      <FileField
        lang={lang}
        name="files"
        label={words.files}
        hint={words.filesHint}
        error={errorFor(errors, 'files')}
        accept="image/*,application/pdf"
        multiple
      />
      {uploads.length === 0 ? null : (
        <FileList
          lang={lang}
          title={words.received}
          files={uploads.map((file) => ({
            name: shortHash(file.sha256),
            about: `${file.mediaType}, ${formatBytes(file.size, lang)}`,
            action: (
              <Button kind="quiet" small name="remove" value={file.id}>
                {words.remove}
              </Button>
            ),
          }))}
        />
      )}
      <ButtonRow>
        <Button kind="quiet" name="go" value="upload">
          {words.upload}
        </Button>
      </ButtonRow>
    </Form>
  );
};
