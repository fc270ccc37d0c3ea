/** Buttons act (they send a form), links go somewhere; they only look alike. */
import type { Child, FC } from 'hono/jsx';
import { classNames } from '../class-names.ts';

export type ButtonKind = 'primary' | 'quiet' | 'danger';

export interface ButtonProps {
  readonly children: Child;
  readonly kind?: ButtonKind | undefined;
  /** Name and value are sent with the form when this button sends it. */
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly type?: 'submit' | 'button' | undefined;
  /** Sends the form to another address than the form's own (already with its language prefix). */
  readonly formaction?: string | undefined;
  /** The id of a form that the button does not stand in. */
  readonly form?: string | undefined;
  readonly wide?: boolean | undefined;
  readonly small?: boolean | undefined;
}

const buttonClass = (kind: ButtonKind, wide: boolean, small: boolean): string | undefined =>
  classNames('btn', kind !== 'primary' && kind, wide && 'wide', small && 'small');

export const Button: FC<ButtonProps> = ({ children, kind = 'primary', type = 'submit', wide, small, ...rest }) => (
  <button class={buttonClass(kind, wide === true, small === true)} type={type} {...rest}>
    {children}
  </button>
);

export interface ButtonLinkProps {
  readonly children: Child;
  readonly href: string;
  readonly kind?: ButtonKind | undefined;
  readonly wide?: boolean | undefined;
  readonly small?: boolean | undefined;
  readonly download?: boolean | undefined;
}

export const ButtonLink: FC<ButtonLinkProps> = ({ children, href, kind = 'primary', wide, small, download }) => (
  <a class={buttonClass(kind, wide === true, small === true)} href={href} download={download === true ? '' : undefined}>
    {children}
  </a>
);

/** Buttons in a row, which wraps on a narrow screen. */
export const ButtonRow: FC<{ readonly children: Child }> = ({ children }) => <div class="buttons">{children}</div>;
