import {
  Diagnosis,
  RegistryFailure,
} from 'backstage-plugin-integrated-registry-common';

/** Nothing was saved, because the registry could not be used with these settings. */
export class ConnectionTestFailedError extends Error {
  readonly name = 'ConnectionTestFailedError';
  readonly diagnosis: Diagnosis;
  readonly failure: RegistryFailure;

  constructor(diagnosis: Diagnosis, failure: RegistryFailure) {
    super(
      `Nothing was saved, because the connection test failed: ${failure.message}`,
    );
    this.diagnosis = diagnosis;
    this.failure = failure;
  }
}
