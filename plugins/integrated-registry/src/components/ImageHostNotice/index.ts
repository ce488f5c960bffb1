export { ImageHostNotice } from './ImageHostNotice';
