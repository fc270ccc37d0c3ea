/** How a person stands in the tables of administrators: the name, which leads to the person's page, and the address beneath. */
import type { FC } from 'hono/jsx';
import type { PageContext } from '../../ui/index.ts';

export const PersonCell: FC<{
  readonly page: PageContext;
  readonly person: { readonly userId: string; readonly name: string; readonly email: string };
}> = ({ page, person }) => (
  <>
    <a href={page.to(`/admin/orang/${person.userId}`)}>{person.name}</a>
    <small>{person.email}</small>
  </>
);
