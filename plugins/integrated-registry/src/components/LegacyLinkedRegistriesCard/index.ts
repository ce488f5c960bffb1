export { LegacyLinkedRegistriesCard } from './LegacyLinkedRegistriesCard';
