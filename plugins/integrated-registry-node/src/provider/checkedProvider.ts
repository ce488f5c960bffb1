import { imageHostSchema } from 'backstage-plugin-integrated-registry-common';
import {
  ourArtifact,
  ourDescriptor,
  ourDiagnosis,
  ourError,
  ourMintedPullCredential,
  ourReferrers,
  ourRepositoryPage,
  ourStep,
  ourTagPage,
  ourVulnerabilityReport,
} from './answers';
import { RegistryClient } from './RegistryClient';
import { RegistryProvider } from './RegistryProvider';

/**
 * A provider through whose clients every answer of a registry becomes ours: dates and numbers are exact or
 * absent, texts and lists are cut as `answerBounds` says, and what is invisible in a text is written out.
 * Names that no client could pull are left out and counted as a gap `INVALID_NAMES`. What cannot be used at
 * all is a `RegistryError`, `BAD_RESPONSE`. The portal uses no provider without it.
 *
 * @public
 */
export function checkedProvider(provider: RegistryProvider): RegistryProvider {
  return overriding(provider, {
    connect: connection => checkedClient(provider.connect(connection)),
  });
}

function checkedClient(client: RegistryClient): RegistryClient {
  // A new optional method of the contract does not compile before it is here.
  const methods: {
    [Name in keyof Required<RegistryClient>]: RegistryClient[Name];
  } = {
    diagnose: ({ onStep, ...options }) =>
      checked(async () =>
        ourDiagnosis(
          await client.diagnose({
            ...options,
            ...(onStep && {
              onStep: step => {
                const ours = ourStep(step);
                if (ours) {
                  onStep(ours);
                }
              },
            }),
          }),
        ),
      ),
    async *listRepositories(options) {
      try {
        for await (const page of client.listRepositories(options)) {
          yield await ourRepositoryPage(page);
        }
      } catch (error) {
        throw ourError(error);
      }
    },
    listTags: (repository, options) =>
      checked(async () =>
        ourTagPage(repository, await client.listTags(repository, options)),
      ),
    resolve: (repository, reference, options) =>
      checked(async () =>
        ourDescriptor(
          await client.resolve(repository, reference, options),
          `${repository}@${reference}`,
        ),
      ),
    getArtifact: (repository, reference, options) =>
      checked(async () =>
        ourArtifact(
          await client.getArtifact(repository, reference, options),
          repository,
          reference,
        ),
      ),
    findImageHost:
      client.findImageHost &&
      (options =>
        checked(
          async () =>
            imageHostSchema.safeParse(await client.findImageHost?.(options))
              .data,
        )),
    isAdministrator:
      client.isAdministrator &&
      (options =>
        // Any answer but `false` counts as yes: the password then stays out of namespaces.
        checked(
          async () => (await client.isAdministrator?.(options)) !== false,
        )),
    mintPullCredential:
      client.mintPullCredential &&
      (options =>
        checked(async () =>
          ourMintedPullCredential(await client.mintPullCredential?.(options)),
        )),
    revokePullCredential:
      client.revokePullCredential &&
      ((name, options) =>
        checked(async () => client.revokePullCredential?.(name, options))),
    projectOf:
      client.projectOf &&
      (repository => {
        try {
          const project: unknown = client.projectOf?.(repository);
          return typeof project === 'string' ? project : undefined;
        } catch (error) {
          throw ourError(error);
        }
      }),
    listReferrers:
      client.listReferrers &&
      ((repository, digest, options) =>
        checked(async () =>
          ourReferrers(
            await client.listReferrers?.(repository, digest, options),
          ),
        )),
    getVulnerabilities:
      client.getVulnerabilities &&
      ((repository, digest, options) =>
        checked(async () =>
          ourVulnerabilityReport(
            await client.getVulnerabilities?.(repository, digest, options),
          ),
        )),
    startScan:
      client.startScan &&
      ((repository, digest, options) =>
        checked(async () => client.startScan?.(repository, digest, options))),
  };
  return overriding(client, methods);
}

/** What a client says, and what it fails with. */
async function checked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw ourError(error);
  }
}

/** The object with other methods; all others run on the object itself, private fields and all. */
function overriding<T extends object>(object: T, methods: Partial<T>): T {
  return new Proxy(object, {
    get(target, property) {
      const value: unknown = Reflect.get(
        Object.hasOwn(methods, property) ? methods : target,
        property,
      );
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
