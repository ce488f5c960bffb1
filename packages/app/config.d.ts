export interface Config {
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
