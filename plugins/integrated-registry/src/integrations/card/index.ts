export { LegacyLinkedRegistriesCard } from './LegacyLinkedRegistriesCard';
export { RoutedLinkedRegistriesCard } from './RoutedLinkedRegistriesCard';
