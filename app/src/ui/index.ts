/** The door of the user-interface kit: pages import from here. */
export * from './components/button.tsx';
export * from './components/choices.tsx';
export * from './components/date-field.tsx';
export * from './components/error-summary.tsx';
export * from './components/field.tsx';
export * from './components/file-field.tsx';
export * from './components/form.tsx';
export * from './components/text-field.tsx';
export { BrandMark, Icon, type IconName } from './icons.tsx';
export { DeskLayout, FormLayout, type FormLayoutProps, type LayoutProps, PublicLayout } from './layout.tsx';
export type { AssetPaths, NavItem, PageContext, SignedIn } from './page-context.ts';
