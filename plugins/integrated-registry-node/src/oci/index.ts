export * from './OciClient';
export type { OciLogin } from './LoginCheck';
