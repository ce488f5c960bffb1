import { TlsSettings } from './integrationFieldSchemas';
import {
  IntegrationFieldNameWith,
  IntegrationFieldValues,
} from './integrationShapes';
import { registryUrlSchema } from './registryAddress';

type BindingField = IntegrationFieldNameWith<{ bindsPassword: true }>;

/** To whom a password is sent, and by what trust. @public */
export type PasswordRecipient = Pick<IntegrationFieldValues, BindingField>;

/** What makes a stored password be asked for again. @public */
export type PasswordDemand = 'address' | 'username' | 'trust';

/** What earlier versions stored may be written in another way. */
function normalised(url: string): string {
  return registryUrlSchema.safeParse(url).data ?? url;
}

/** Trust in everybody cannot become weaker, and fewer authorities than before are no weaker trust. */
function weakensTrust(before: TlsSettings, after: TlsSettings): boolean {
  if (before.skipVerify) {
    return false;
  }
  const trusted = certificatesOf(before);
  return (
    after.skipVerify ||
    [...certificatesOf(after)].some(certificate => !trusted.has(certificate))
  );
}

/** Without line breaks and what stands between them, which change nothing. */
function certificatesOf({ caCertificate = '' }: TlsSettings): Set<string> {
  return new Set(
    [
      ...caCertificate.matchAll(
        /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g,
      ),
    ].map(([, base64]) => base64.replace(/\s+/g, '')),
  );
}

/** In the order in which they are told. */
const DEMANDS: Record<
  BindingField,
  (
    before: PasswordRecipient,
    after: PasswordRecipient,
  ) => PasswordDemand | undefined
> = {
  url: (before, after) =>
    normalised(before.url) === normalised(after.url) ? undefined : 'address',
  username: (before, after) =>
    before.username === after.username ? undefined : 'username',
  tls: (before, after) =>
    weakensTrust(before.tls, after.tls) ? 'trust' : undefined,
};

/**
 * Why a stored password must be entered again after a change; undefined where it may be kept. What
 * changes to whom it is sent, or weakens the trust it is sent by, asks for it: whoever may change an
 * integration, but not its credential, could otherwise have it read.
 *
 * @public
 */
export function passwordDemand(
  before: PasswordRecipient,
  after: PasswordRecipient,
): PasswordDemand | undefined {
  return Object.values(DEMANDS)
    .map(demand => demand(before, after))
    .find(demand => demand !== undefined);
}
