import { useRouteRef } from '@backstage/core-plugin-api';
import { legacyRootRouteRef } from '../routes';
import { LinkedRegistriesCard } from './LinkedRegistriesCard';

/** The card with a link to the page, by the routes of the old frontend system. */
export function LegacyLinkedRegistriesCard() {
  return <LinkedRegistriesCard pagePath={useRouteRef(legacyRootRouteRef)()} />;
}
