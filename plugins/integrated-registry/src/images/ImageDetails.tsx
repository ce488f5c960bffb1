import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ReactNode } from 'react';
import {
  describePlatforms,
  describeVulnerabilities,
  SeverityBar,
  shortDigest,
  useArtifactKind,
  useVulnerabilities,
} from '../artifacts';
import { Foreign, useFormats } from '../ui';
import { integratedRegistryTranslationRef } from '../translations';
import styles from './ImageCard.module.css';
import { EntityImage } from './useEntityImage';

/** What the registry knows of an image. */
export function ImageDetails({
  image: { parsed, artifact, registry },
}: {
  image: EntityImage;
}) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formats = useFormats();
  const kindOf = useArtifactKind();
  const {
    integrationId,
    integrationRepository: repository,
    tag,
  } = parsed ?? {};
  const { report } = useVulnerabilities(
    integrationId && repository && artifact
      ? { integrationId, repository, digest: artifact.digest }
      : undefined,
  );
  const facts: [string, ReactNode][] = [
    [t('card.imageRegistry'), registry],
    [t('card.imageRepository'), repository],
    [t('card.imageTag'), tag],
    [
      t('card.imageDigest'),
      artifact && (
        <span title={artifact.digest} className={styles.reference}>
          {shortDigest(artifact.digest)}
        </span>
      ),
    ],
    [t('card.imageKind'), artifact && kindOf(artifact)],
    [
      t('card.imagePlatforms'),
      artifact &&
        describePlatforms(
          { platforms: artifact.platforms, more: artifact.morePlatforms },
          t,
        ),
    ],
    [
      t('card.imageSize'),
      artifact?.sizeBytes === undefined
        ? undefined
        : formats.size(artifact.sizeBytes),
    ],
    [
      t('card.imagePushed'),
      artifact?.pushedAt && formats.date(artifact.pushedAt),
    ],
    [
      t('card.imageBuilt'),
      artifact?.createdAt && formats.date(artifact.createdAt),
    ],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => Boolean(value))
          .map(([name, value]) => (
            <div key={name} className={styles.fact}>
              <dt>
                <Text variant="body-small" color="secondary">
                  {name}
                </Text>
              </dt>
              <dd className={styles.value}>
                <Text>
                  {typeof value === 'string' ? (
                    <Foreign>{value}</Foreign>
                  ) : (
                    value
                  )}
                </Text>
              </dd>
            </div>
          ))}
      </dl>
      {report && report.state !== 'unsupported' && (
        <div className={styles.vulnerabilities}>
          {report.state === 'finished' && <SeverityBar report={report} />}
          <Text>{describeVulnerabilities(report, t)}</Text>
        </div>
      )}
    </>
  );
}
