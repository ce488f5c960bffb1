export {
  anImageCardApi,
  parsedImage,
  REFERENCE,
  renderCard,
} from './renderCard';
