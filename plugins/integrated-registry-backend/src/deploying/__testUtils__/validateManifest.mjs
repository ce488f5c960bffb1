// Checks the manifest on standard input against the published definition of its kind. These packages
// are ES modules only, so they have a process of their own.
import { ExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import { SealedSecret } from '@kubernetes-models/sealed-secrets/bitnami.com/v1alpha1/SealedSecret';
import { text } from 'node:stream/consumers';

const manifest = JSON.parse(await text(process.stdin));
const kinds = { ExternalSecret, SealedSecret };
const { apiVersion, kind } = manifest;
if (kinds[kind]?.apiVersion !== apiVersion) {
  throw new Error(`There is no kind ${kind} in ${apiVersion}`);
}
new kinds[kind](manifest).validate();
