import { Text, worded, Wording } from '../messages';
import { Diagnosis, RegistryFailure, RequestIssue } from '../contract';

/** @public */
export interface IntegratedRegistryErrorOptions {
  /** Backstage's name of the error, such as `NotFoundError`. */
  name: string;
  message: Text;
  /** As the answer has it; that of a `Message` is known without. */
  wording?: Wording;
  httpStatus: number;
  failure?: RegistryFailure;
  retryAfter?: number;
  issues?: RequestIssue[];
  diagnosis?: Diagnosis;
}

/**
 * An error answer of the backend. `name` is Backstage's (`NotFoundError`, `ConflictError`, ...);
 * it is `ResponseError` where the answer is not one of the Integrated Registry at all.
 *
 * @public
 */
export class IntegratedRegistryError extends Error {
  /** What words the message in another language. */
  readonly wording?: Wording;
  /** HTTP status. */
  readonly httpStatus: number;
  /** Present where a registry failed. */
  readonly failure?: RegistryFailure;
  /** Seconds to wait before the next attempt, where the backend or the registry says so. */
  readonly retryAfter?: number;
  /** Present where the input was bad: which field, and why. */
  readonly issues?: RequestIssue[];
  /** Present where creating or changing failed at the connection test. */
  readonly diagnosis?: Diagnosis;

  constructor(options: IntegratedRegistryErrorOptions) {
    const { message, wording } = worded({
      message: options.message,
      wording: options.wording,
    });
    super(message);
    if (wording) {
      this.wording = wording;
    }
    this.name = options.name;
    this.httpStatus = options.httpStatus;
    if (options.failure) {
      this.failure = options.failure;
    }
    if (options.retryAfter !== undefined) {
      this.retryAfter = options.retryAfter;
    }
    if (options.issues) {
      this.issues = options.issues;
    }
    if (options.diagnosis) {
      this.diagnosis = options.diagnosis;
    }
  }
}
