export interface Config {
  app?: {
    signIn?: {
      /**
       * Id of the auth provider that signs people in by headers of a proxy before the portal, such
       * as `oauth2Proxy`. Without it, the portal offers the people of the demo.
       * @visibility frontend
       */
      provider?: string;
    };
  };
  auth?: {
    providers?: {
      /** The demo portal's sign-in; refused when NODE_ENV is production. */
      demo?: {
        /** The people the sign-in page offers. */
        people: Array<{
          /** @visibility frontend */
          entityRef: string;
          /** @visibility frontend */
          name: string;
          /** @visibility frontend */
          role: string;
        }>;
      };
    };
  };
}
