/**
 * The bar of the demonstration: says that everything is invented, shows the legal clock and moves it. Its forms carry no token, which would
 * need a cookie on every page: the clock is invented and anybody's to move; what comes from another site is refused all the same.
 */
import type { FC } from 'hono/jsx';
import { Form } from './components/form.tsx';
import { Icon } from './icons.tsx';
import { demoClockPath } from './navigation.ts';
import type { DemoBar as Demo, PageContext } from './page-context.ts';
import { uiWords } from './words.ts';

export const DemoBar: FC<{ readonly page: PageContext; readonly demo: Demo }> = ({ page, demo }) => {
  const words = uiWords(page.lang).demo;
  const back = { back: page.path };
  return (
    <aside class="demo" aria-label={words.label}>
      <div class="demo-line">
        <p class="demo-what">
          <b>{words.label}</b> <span>{words.what}</span>
        </p>
        <details>
          <summary>
            <Icon name="clock" />
            <span>
              <span class="demo-label">{words.clock}: </span>
              <span class="num">{demo.legalNow}</span>
              <span class="demo-change">{words.change}</span>
            </span>
          </summary>
          <div class="demo-forms">
            <p>{words.explain}</p>
            <Form page={page} action={demoClockPath} layout="inline" hidden={back} csrf={false}>
              <button class="btn small" name="move" value="hour" type="submit">
                {words.hour}
              </button>
              <button class="btn small" name="move" value="day" type="submit">
                {words.day}
              </button>
              <button class="btn small" name="move" value="three-days" type="submit">
                {words.threeDays}
              </button>
              <button class="btn small" name="move" value="reset" type="submit">
                {words.reset}
              </button>
            </Form>
            <Form page={page} action={demoClockPath} layout="inline" hidden={back} csrf={false}>
              <label for="demo-at">{words.setLabel}</label>
              <input class="input" type="datetime-local" id="demo-at" name="at" value={demo.legalNowInput} />
              <button class="btn small" name="move" value="set" type="submit">
                {words.set}
              </button>
            </Form>
          </div>
        </details>
      </div>
    </aside>
  );
};
