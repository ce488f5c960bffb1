export { type KnownOfTag, TagPane } from './TagPane';
