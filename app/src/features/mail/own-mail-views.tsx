/** The page on which a person chooses which mails to get. */
import type { FC } from 'hono/jsx';
import {
  Breadcrumb,
  Button,
  ButtonRow,
  Callout,
  DeskLayout,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  RadioGroup,
} from '../../ui/index.ts';
import type { OwnMail } from './mail-service.ts';
import { mailWords } from './words.ts';

export const OwnMailPage: FC<{
  readonly page: PageContext;
  readonly own: OwnMail;
  readonly done: string | null;
  readonly errors: readonly FieldError[];
}> = ({ page, own, done, errors }) => {
  const { lang } = page;
  const words = mailWords(lang).own;
  const errorOf = (field: string): string | undefined => errors.find((one) => one.field === field)?.message;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={done === null ? undefined : <Notice lang={lang} title={done} />}
    >
      <PageHeading
        title={words.title}
        lead={words.lead(own.address)}
        above={
          <Breadcrumb lang={lang} items={[{ label: words.back, href: page.to('/akun') }, { label: words.title }]} />
        }
      />
      {own.paused === null ? null : (
        <Callout lang={lang} kind="warn" title={words.resting}>
          <p>{words.restingText(own.paused)}</p>
          <Form page={page} action="/akun/surel/coba" layout="inline">
            <Button kind="quiet">{words.tryAgain}</Button>
          </Form>
        </Callout>
      )}
      <Form page={page} action="/akun/surel">
        <RadioGroup
          lang={lang}
          name="kerja"
          label={words.work}
          value={own.work}
          error={errorOf('kerja')}
          choices={[
            { value: 'each', label: words.each, hint: words.eachHint },
            { value: 'digest', label: words.digest, hint: words.digestHint },
            { value: 'none', label: words.none, hint: words.noneHint },
          ]}
        />
        <RadioGroup
          lang={lang}
          name="bahasa"
          label={words.lang}
          value={own.lang}
          error={errorOf('bahasa')}
          choices={[
            { value: 'id', label: <span lang="id">{words.id}</span> },
            { value: 'en', label: <span lang="en">{words.en}</span> },
          ]}
        />
        <p class="small">{words.security}</p>
        <ButtonRow>
          <Button>{words.save}</Button>
        </ButtonRow>
      </Form>
    </DeskLayout>
  );
};
