import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ArtifactAnswer,
  IntegratedRegistryError,
} from 'backstage-plugin-integrated-registry-common';
import { anIntegration, artifact, digest, scanned } from '../__testUtils__';
import {
  anImageCardApi,
  parsedImage as parsed,
  REFERENCE,
  renderCard,
} from './__testUtils__';

function notFound(code?: 'NOT_FOUND') {
  return new IntegratedRegistryError({
    name: 'NotFoundError',
    message: 'There is no such thing',
    httpStatus: 404,
    ...(code && {
      failure: { code, message: 'There is no such image', remedy: 'Push it' },
    }),
  });
}

describe('ImageCard', () => {
  it('shows what the registry knows of the image', async () => {
    const api = anImageCardApi({
      getVulnerabilities: async () => scanned({ counts: { high: 2 } }),
    });
    renderCard(api);
    const image = within(
      await screen.findByRole('region', { name: REFERENCE }),
    );
    const fact = async (name: string) =>
      (await image.findByText(name)).closest('div');
    expect(await fact('Registry')).toHaveTextContent('Team registry');
    expect(await fact('Tag')).toHaveTextContent('1.2.0');
    expect(await fact('Digest')).toHaveTextContent('sha256:abababababab');
    expect(await fact('Platforms')).toHaveTextContent(
      'linux/amd64, linux/arm64',
    );
    expect(await fact('Size')).toHaveTextContent('12 MB');
    expect(
      await image.findByText('Vulnerabilities: 2 high'),
    ).toBeInTheDocument();
    expect(api.parseImage).toHaveBeenCalledWith(
      { reference: REFERENCE, workspace: 'group:default/payments' },
      expect.anything(),
    );
    expect(api.getArtifact).toHaveBeenCalledWith(
      { integrationId: 'i-1', repository: 'team/app', reference: digest },
      expect.anything(),
    );
  });

  it.each<[string, Partial<ArtifactAnswer>, string]>([
    [
      'a platform whose manifest is gone',
      {
        platforms: [
          { os: 'linux', architecture: 'amd64' },
          { os: 'linux', architecture: 'arm64', missing: true },
        ],
      },
      'linux/amd64, linux/arm64 (missing)',
    ],
    [
      'two entries of one platform once',
      {
        platforms: [
          { os: 'linux', architecture: 'amd64' },
          { os: 'linux', architecture: 'amd64', compression: 'zstd' },
        ],
      },
      'linux/amd64',
    ],
    [
      'versions of one operating system',
      {
        platforms: ['10.0.17763.1', '10.0.20348.2'].map(osVersion => ({
          os: 'windows',
          architecture: 'amd64',
          osVersion,
        })),
      },
      'windows/amd64 (10.0.17763.1, 10.0.20348.2)',
    ],
    [
      'the first of very many platforms',
      {
        platforms: Array.from({ length: 50 }, (_, number) => ({
          os: 'linux',
          architecture: `a${number}`,
        })),
        morePlatforms: 950,
      },
      'linux/a0, linux/a1, linux/a2, linux/a3, linux/a4, linux/a5, linux/a6, linux/a7, linux/a8, linux/a9 and 990 more',
    ],
  ])('shows %s', async (_, known, text) => {
    renderCard(
      anImageCardApi({ getArtifact: async () => ({ ...artifact, ...known }) }),
    );
    const term = await screen.findByText('Platforms');
    expect(term.closest('div')?.querySelector('dd')).toHaveTextContent(
      new RegExp(`^${text.replace(/[().]/g, '\\$&')}$`),
    );
  });

  it('says what it is where it is no image', async () => {
    renderCard(
      anImageCardApi({
        getArtifact: async () => ({
          ...artifact,
          kind: 'artifact',
          artifactType: 'application/vnd.cncf.helm.config.v1+json',
          platforms: [],
        }),
      }),
    );
    const term = await screen.findByText('Type');
    expect(term.closest('div')?.querySelector('dd')).toHaveTextContent(
      /^Helm chart$/,
    );
  });

  it('shows what a registry says with nothing invisible in it', async () => {
    const odd = '\u202E\u200B\u0007';
    renderCard(
      anImageCardApi({
        parseImage: async () => ({ ...parsed, tag: `1.2.0${odd}` }),
        getIntegration: async () => anIntegration({ name: `Team${odd}` }),
        getArtifact: async () => ({
          ...artifact,
          platforms: [{ os: `linux${odd}`, architecture: 'x'.repeat(200_000) }],
          sizeBytes: 2 ** 60,
          pushedAt: 'garbage',
          createdAt: '+275760-09-14',
        }),
      }),
    );
    const image = await screen.findByRole('region', { name: REFERENCE });
    expect(
      await within(image).findByText('1.2.0‹U+202E›‹U+200B›‹U+0007›'),
    ).toBeInTheDocument();
    expect(image.textContent).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(image.textContent?.length).toBeLessThan(3_000);
  });

  it('copies the reference', async () => {
    const user = userEvent.setup();
    const copied: string[] = [];
    // The browser's own copying, as far as jsdom has it.
    document.execCommand = () => {
      copied.push(String(document.getSelection()));
      return true;
    };
    renderCard(anImageCardApi());
    await user.click(
      await screen.findByRole('button', { name: 'Copy image reference' }),
    );
    expect(copied).toEqual([REFERENCE]);
    expect(await screen.findByText('Copied')).toBeInTheDocument();
  });

  it('says that the image is of a registry the caller may not see', async () => {
    const api = anImageCardApi({
      parseImage: async () => {
        throw notFound();
      },
    });
    renderCard(api);
    expect(
      await screen.findByText(/from a registry that you cannot see/),
    ).toBeInTheDocument();
    expect(screen.getByText(REFERENCE)).toBeInTheDocument();
    expect(api.getArtifact).not.toHaveBeenCalled();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('tells an image from elsewhere from one that is gone', async () => {
    const elsewhere = 'docker.io/library/nginx:1.29';
    renderCard(
      anImageCardApi({
        parseImage: async ({ reference }) =>
          reference === elsewhere
            ? { ...parsed, integrationId: undefined }
            : parsed,
        getArtifact: async () => {
          throw notFound('NOT_FOUND');
        },
      }),
      { image: `${REFERENCE}, ${elsewhere}` },
    );
    expect(await screen.findByText('Container images')).toBeInTheDocument();
    const gone = within(screen.getByRole('region', { name: REFERENCE }));
    expect(
      await gone.findByText(/no longer has this image/),
    ).toBeInTheDocument();
    const other = within(screen.getByRole('region', { name: elsewhere }));
    expect(
      await other.findByText(/not from a registry of group:default/),
    ).toBeInTheDocument();
  });

  it('says why an image cannot be looked up, and looks again on Retry', async () => {
    const getArtifact = jest
      .fn()
      .mockRejectedValueOnce(
        new IntegratedRegistryError({
          name: 'ServiceUnavailableError',
          message: 'The registry is away',
          httpStatus: 503,
          failure: {
            code: 'CONNECTION_REFUSED',
            message: 'The registry is away',
            remedy: 'Start it',
          },
        }),
      )
      .mockResolvedValue(artifact);
    renderCard(anImageCardApi({ getArtifact }));
    expect(
      await screen.findByText(/The registry is away Start it/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('Platforms')).toBeInTheDocument();
  });

  it('does not know where to look for a component of no group', async () => {
    const api = anImageCardApi();
    renderCard(api, { owner: 'user:default/priya' });
    expect(
      await screen.findByText(/No group owns this component/),
    ).toBeInTheDocument();
    expect(api.parseImage).not.toHaveBeenCalled();
  });
});
