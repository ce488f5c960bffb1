export {
  LinkedRegistriesCard,
  type LinkedRegistriesCardProps,
} from './LinkedRegistriesCard';
export { RoutedLinkedRegistriesCard } from './RoutedLinkedRegistriesCard';
