import { useRouteRef } from '@backstage/frontend-plugin-api';
import { rootRouteRef } from '../routes';
import { LinkedRegistriesCard } from './LinkedRegistriesCard';

/** The card with a link to the page, where the portal has it. */
export function RoutedLinkedRegistriesCard() {
  const getPagePath = useRouteRef(rootRouteRef);
  return <LinkedRegistriesCard pagePath={getPagePath?.()} />;
}
