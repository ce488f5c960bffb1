import { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { ParsedImage } from 'backstage-plugin-integrated-registry-common';
import {
  aFakeApi,
  anIntegration,
  artifact,
  digest,
  FakeApi,
  scanned,
} from '../../__testUtils__';
import { integratedRegistryApiRef } from '../../api';
import { ANNOTATION_IMAGE } from '../annotations';
import { ImageCard } from '../ImageCard';

export const REFERENCE = `registry.example.com/team/app:1.2.0@${digest}`;

export const parsedImage: ParsedImage = {
  reference: REFERENCE,
  familiar: REFERENCE,
  imageHost: 'registry.example.com',
  repository: 'team/app',
  tag: '1.2.0',
  digest,
  integrationId: 'i-1',
  integrationRepository: 'team/app',
};

export function anImageCardApi(
  changes: Parameters<typeof aFakeApi>[0] = {},
): FakeApi {
  return aFakeApi({
    parseImage: async () => parsedImage,
    getIntegration: async () => anIntegration({ name: 'Team registry' }),
    getArtifact: async () => artifact,
    getVulnerabilities: async () => scanned({ state: 'unsupported' }),
    ...changes,
  });
}

/** Renders the card of a component that is annotated with `image`. */
export function renderCard(
  api: FakeApi,
  { image = REFERENCE, owner = 'group:default/payments' } = {},
) {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', annotations: { [ANNOTATION_IMAGE]: image } },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
  renderInTestApp(
    <EntityProvider entity={entity}>
      <ImageCard />
    </EntityProvider>,
    { apis: [[integratedRegistryApiRef, api]] },
  );
}
