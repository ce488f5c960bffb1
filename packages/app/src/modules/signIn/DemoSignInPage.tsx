import { ProxiedSignInPage } from '@backstage/core-components';
import {
  configApiRef,
  IdentityApi,
  useApi,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Button, Card, CardBody, Container, Flex, Text } from '@backstage/ui';
import { useMemo, useState } from 'react';

/** Per tab, so that two people can be signed in side by side. */
const STORAGE_KEY = 'demo-sign-in';

interface Person {
  entityRef: string;
  name: string;
  role: string;
}

/** Forgets the choice at sign-out, so that the next page load asks again. */
function forgettingIdentity(identity: IdentityApi): IdentityApi {
  return {
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    getProfileInfo: () => identity.getProfileInfo(),
    signOut: async () => {
      window.sessionStorage.removeItem(STORAGE_KEY);
      await identity.signOut();
    },
  };
}

function People(props: {
  people: Person[];
  onChoose: (entityRef: string) => void;
}) {
  return (
    <main>
      <Container>
        <Flex direction="column" gap="4" py="8">
          <Text as="h1" variant="title-medium">
            Who are you today?
          </Text>
          <Text as="p">
            This is a demo: choose anybody, no password is asked. Sign out under
            Settings to come back as somebody else.
          </Text>
          {props.people.map(person => (
            <Card key={person.entityRef}>
              <CardBody>
                <Flex justify="between" align="center" gap="4">
                  <Flex direction="column" gap="1">
                    <Text weight="bold">{person.name}</Text>
                    <Text color="secondary">{person.role}</Text>
                  </Flex>
                  <Button
                    aria-label={`Sign in as ${person.name}`}
                    onPress={() => props.onChoose(person.entityRef)}
                  >
                    Sign in
                  </Button>
                </Flex>
              </CardBody>
            </Card>
          ))}
        </Flex>
      </Container>
    </main>
  );
}

/** Offers the demo's people by name and role. For development only. */
export function DemoSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const people = useMemo(
    () =>
      (config.getOptionalConfigArray('auth.providers.demo.people') ?? []).map(
        person => ({
          entityRef: person.getString('entityRef'),
          name: person.getString('name'),
          role: person.getString('role'),
        }),
      ),
    [config],
  );
  const [chosen, setChosen] = useState(
    () => window.sessionStorage.getItem(STORAGE_KEY) ?? undefined,
  );

  // A choice from an earlier configuration is no longer offered; ask again.
  if (!chosen || !people.some(person => person.entityRef === chosen)) {
    return (
      <People
        people={people}
        onChoose={entityRef => {
          window.sessionStorage.setItem(STORAGE_KEY, entityRef);
          setChosen(entityRef);
        }}
      />
    );
  }
  return (
    <ProxiedSignInPage
      provider="demo"
      headers={{ 'x-demo-user': chosen }}
      onSignInSuccess={identity =>
        props.onSignInSuccess(forgettingIdentity(identity))
      }
    />
  );
}
