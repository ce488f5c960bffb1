import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Container, Link } from '@backstage/ui';
import { useHref } from 'react-router-dom';
import { integratedRegistryTranslationRef } from '../../translations';

/** For addresses under the page's own that lead nowhere. */
export function NoSuchPage() {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const list = useHref('..');
  return (
    <Container>
      <Alert
        role="alert"
        icon
        status="warning"
        title={t('page.notFound.title')}
        description={<Link href={list}>{t('page.notFound.next')}</Link>}
      />
    </Container>
  );
}
