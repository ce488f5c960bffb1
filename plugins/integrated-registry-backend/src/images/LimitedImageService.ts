import { RateLimits } from '../platform';
import { ImageService } from './ImageService';

/** Counts whatever makes the portal ask a registry for an image, or note who uses one. */
export class LimitedImageService implements ImageService {
  readonly #inner: ImageService;
  readonly #limits: RateLimits;

  constructor(inner: ImageService, limits: RateLimits) {
    this.#inner = inner;
    this.#limits = limits;
  }

  resolve: ImageService['resolve'] = async (request, options) => {
    await this.#limits.take('resolves', options);
    return this.#inner.resolve(request, options);
  };

  parse: ImageService['parse'] = (query, options) =>
    this.#inner.parse(query, options);

  listUses: ImageService['listUses'] = (query, options) =>
    this.#inner.listUses(query, options);

  recordUse: ImageService['recordUse'] = async (request, options) => {
    await this.#limits.take('imageUses', options);
    return this.#inner.recordUse(request, options);
  };
}
