import { Diagnosis } from 'backstage-plugin-integrated-registry-common';
import { RegistryCredential } from 'backstage-plugin-integrated-registry-node';
import { IntegrationSettings } from '../model';

/** Settings to try, saved or not. */
export interface ConnectionAttempt {
  settings: IntegrationSettings;
  credential: RegistryCredential | undefined;
  /** Was the password entered with these settings, rather than stored before? */
  passwordEntered: boolean;
  /** Has nobody entered the image host? Then the registry may tell it. */
  findImageHost: boolean;
  /** Entity ref, or what stands for a service. */
  caller: string;
  signal: AbortSignal | undefined;
}

export interface TriedConnection {
  settings: IntegrationSettings;
  diagnosis: Diagnosis;
  triedAt: Date;
}
