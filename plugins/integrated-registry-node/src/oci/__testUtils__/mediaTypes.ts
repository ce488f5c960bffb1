/** What media types of OCI begin with. */
export const oci = 'application/vnd.oci.image';
/** What media types of Docker begin with. */
export const docker = 'application/vnd.docker';
