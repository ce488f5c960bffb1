import { ProxiedSignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Container } from '@backstage/ui';
import { DemoSignInPage } from './DemoSignInPage';

/**
 * Signs in as `app.signIn.provider` says: through a proxy before the portal that knows who the person
 * is. Without it, the demo offers its people; in production there is nobody to offer.
 */
export function SignInPage(props: SignInPageProps) {
  const provider = useApi(configApiRef).getOptionalString(
    'app.signIn.provider',
  );
  if (provider) {
    return <ProxiedSignInPage {...props} provider={provider} />;
  }
  if (process.env.NODE_ENV === 'production') {
    return (
      <main>
        <Container>
          <Alert
            status="warning"
            icon
            title="Sign-in is not configured"
            description="The demo's sign-in does not load in production. Set app.signIn.provider, for example to oauth2Proxy, and configure the provider under auth.providers."
          />
        </Container>
      </main>
    );
  }
  return <DemoSignInPage {...props} />;
}
