/**
 * Address ranges no registry lives in, but where a forged address does harm: the portal's own
 * machine, its link, and the metadata services of clouds, which hand out credentials. Private
 * ranges (RFC 1918, fc00::/7) are not among them, since companies' registries live there.
 *
 * Sources: IANA special-purpose address registries (RFC 6890 and its updates) and the clouds'
 * documentation of their metadata services.
 */
export const defaultDenials: readonly string[] = [
  '0.0.0.0/8', // this host, this network
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, with the metadata service of most clouds
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, with the limited broadcast
  '100.100.100.200/32', // metadata service of Alibaba Cloud
  '168.63.129.16/32', // platform service of Azure
  '192.0.0.192/32', // metadata service of Oracle Cloud
  '::/128', // unspecified
  '::1/128', // loopback
  'fe80::/10', // link-local
  'fec0::/10', // site-local, withdrawn by RFC 3879
  'ff00::/8', // multicast
  'fd00:ec2::/32', // metadata and platform services of AWS
  'fd20:ce::254/128', // metadata service of Google Cloud
  'fd00:c1::a9fe:a9fe/128', // metadata service of Oracle Cloud
];

/**
 * Names that lead to the same places by convention, for connections through a proxy: there the proxy
 * resolves the name, and its hosts file and resolver are not the portal's.
 *
 * Sources: the hosts files of Debian, Fedora, macOS and Docker Desktop; public zones that answer with
 * whatever address stands in the name.
 */
export const defaultDeniedNames: readonly string[] = [
  'localhost',
  '*.localhost',
  'localhost4',
  'localhost6',
  'localhost.*',
  'localhost4.*',
  'localhost6.*',
  'loopback',
  'broadcasthost',
  'ip6-localhost',
  'ip6-loopback',
  'ip6-localnet',
  'ip6-mcastprefix',
  'ip6-allnodes',
  'ip6-allrouters',
  'ip6-allhosts',
  '*.docker.internal',
  ...['localtest.me', 'lvh.me', 'vcap.me', 'lacolhost.com'].flatMap(withHosts),
  ...['nip.io', 'sslip.io', 'xip.io', 'traefik.me'].flatMap(withHosts),
  'metadata',
  'metadata.goog',
  'metadata.google.internal',
  'metadata.azure.internal',
  'instance-data',
  'instance-data.ec2.internal',
  'instance-data.*.compute.internal',
];

function withHosts(zone: string): string[] {
  return [zone, `*.${zone}`];
}
