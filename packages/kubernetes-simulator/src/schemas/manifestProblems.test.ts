import { manifestProblems } from './manifestProblems';

const deployment = (podSpec: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'shop' } },
    template: { metadata: { labels: { app: 'shop' } }, spec: podSpec },
  },
});

const containers = [{ name: 'shop', image: 'registry.example.com/shop:1' }];

describe('what the OpenAPI document has against a manifest', () => {
  it.each<[string, object, string[]]>([
    ['nothing', { containers, imagePullSecrets: [{ name: 'a' }] }, []],
    [
      'an unknown field',
      { containers, imagePullSecret: [] },
      ['unknown field "spec.template.spec.imagePullSecret"'],
    ],
    [
      'a value of another type',
      { containers, imagePullSecrets: 'a' },
      [
        'json: cannot unmarshal string into Go struct field Deployment.spec.template.spec.imagePullSecrets of type []map[string]interface {}',
      ],
    ],
    [
      'what is missing in a list',
      { containers: [{ image: 'a' }] },
      ['spec.template.spec.containers[0].name: Required value'],
    ],
    ['what is missing', {}, ['spec.template.spec.containers: Required value']],
  ])('is %s', (_, podSpec, problems) => {
    expect(manifestProblems(deployment(podSpec))).toEqual(problems);
  });

  it('is known of Services too, and of no other kind', () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'shop' },
    };
    expect(
      manifestProblems({ ...service, spec: { ports: [{ name: 'http' }] } }),
    ).toEqual(['spec.ports[0].port: Required value']);
    expect(() => manifestProblems({ ...service, kind: 'Pod' })).toThrow(
      'there is no schema of v1, kind Pod',
    );
  });
});
