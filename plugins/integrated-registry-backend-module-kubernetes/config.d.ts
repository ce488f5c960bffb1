export interface Config {
  integratedRegistry?: {
    /** Clusters that pull secrets are written to, or that manifests are made for. */
    clusters?: Array<{
      /** As bindings call it: lower case letters, digits and dashes. */
      name: string;
      /**
       * Address of the API server. Left out: the cluster that the portal runs in, with the service
       * account of its pod.
       */
      url?: string;
      /** Certificates of the API server's authority, PEM in base64, as in a kubeconfig. */
      caData?: string;
      /** File with these certificates, PEM. */
      caFile?: string;
      /**
       * Token of the service account that writes pull secrets, and may do nothing else.
       *
       * @visibility secret
       */
      serviceAccountToken?: string;
      /** File with the token; it is read for each request, since bound tokens rotate. */
      tokenFile?: string;
      /**
       * For a cluster that nothing is written to: SealedSecrets are handed out, for its controller to
       * decrypt. Leave out all of the above but the name.
       */
      sealedSecrets?: {
        /** Certificate of the controller, PEM; `kubeseal --fetch-cert` prints it. */
        certificate?: string;
        /** File with it; it is read each time, since controllers make a new one every 30 days. */
        certificateFile?: string;
      };
      /**
       * For a cluster that nothing is written to: ExternalSecrets are handed out, for its External Secrets
       * operator. They hold no credential. Leave out all of the above but the name.
       */
      externalSecrets?: {
        secretStore: {
          name: string;
          /** Default `ClusterSecretStore`. */
          kind?: 'SecretStore' | 'ClusterSecretStore';
        };
        /**
         * Key of a credential in the store, such as `registries/{workspace}/{integration}`. `{workspace}` is
         * `<namespace>.<name>` of the Group, `{integration}` the name of the integration in lower case with
         * dashes for all but letters, digits, dashes and underscores, `{integrationId}` its id.
         */
        key: string;
        /** Property of the user name. Default `username`. */
        usernameProperty?: string;
        /** Property of the password. Default `password`. */
        passwordProperty?: string;
        /** How often the operator reads the store. Default `1h`. */
        refreshInterval?: string;
        /** Generators that make the credential of an image host, in the place of a key of the store. */
        generators?: Array<{
          /** As in image references, with port; with a path, for the images below it. */
          imageHost: string;
          kind:
            | 'ArtifactoryAccessToken'
            | 'ACRAccessToken'
            | 'ECRAuthorizationToken'
            | 'GCRAccessToken';
          /** Of the object, which has to be in each bound namespace. */
          name: string;
        }>;
      };
    }>;
  };
}
