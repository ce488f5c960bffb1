export interface Config {
  integratedRegistry?: {
    /** Clusters that pull secrets are written to. */
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
    }>;
  };
}
