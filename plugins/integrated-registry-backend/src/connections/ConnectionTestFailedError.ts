import {
  Diagnosis,
  message,
  messageIn,
  RegistryFailure,
  worded,
  Wording,
} from 'backstage-plugin-integrated-registry-common';

/** Nothing was saved, because the registry could not be used with these settings. */
export class ConnectionTestFailedError extends Error {
  readonly name = 'ConnectionTestFailedError';
  readonly diagnosis: Diagnosis;
  readonly failure: RegistryFailure;
  /** What words the message, and the remedy of the failure, in another language. */
  readonly wording: Wording;

  constructor(diagnosis: Diagnosis, failure: RegistryFailure) {
    const texts = worded({
      message: message('NOT_SAVED_TEST_FAILED', { reason: messageIn(failure) }),
    });
    super(texts.message);
    this.wording = {
      ...texts.wording,
      ...(failure.wording?.remedy && { remedy: failure.wording.remedy }),
    };
    this.diagnosis = diagnosis;
    this.failure = failure;
  }
}
