/** A field for files, and the list of files that were already received. */
import type { Child, FC } from 'hono/jsx';
import { Icon } from '../icons.tsx';
import { uiWords } from '../words.ts';
import { describedBy, Field, type FieldBase, fieldId } from './field.tsx';

export interface FileFieldProps extends FieldBase {
  /** `image/*,application/pdf`: what the phone offers first; the server checks what really came. */
  readonly accept?: string | undefined;
  readonly multiple?: boolean | undefined;
}

export const FileField: FC<FileFieldProps> = (props) => (
  <Field {...props}>
    <input
      class="input input-file"
      type="file"
      id={fieldId(props.name)}
      name={props.name}
      accept={props.accept}
      multiple={props.multiple}
      aria-describedby={describedBy(props.name, { hint: props.hint !== undefined, error: props.error !== undefined })}
      aria-invalid={props.error === undefined ? undefined : 'true'}
    />
  </Field>
);

export interface ReceivedFile {
  readonly name: string;
  /** Kind and size in words: "foto, 2,4 MB". */
  readonly about: string;
  /** A button that removes it, or a state. */
  readonly action?: Child | undefined;
}

export const FileList: FC<{
  readonly lang: FieldBase['lang'];
  readonly files: readonly ReceivedFile[];
  readonly title?: string | undefined;
}> = ({ lang, files, title }) => (
  <div class="files">
    <p class="label">{title ?? uiWords(lang).file.chosen}</p>
    <ul>
      {files.map((file) => (
        <li>
          <Icon name="file" />
          <span class="file-name">
            {file.name} <small>{file.about}</small>
          </span>
          {file.action}
        </li>
      ))}
    </ul>
  </div>
);
