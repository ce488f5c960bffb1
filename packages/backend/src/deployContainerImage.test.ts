import { entitySchemaValidator } from '@backstage/catalog-model';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reference, required, useTemplate } from './__testUtils__/useTemplate';

describe('the template deploy-container-image', () => {
  const { render, requests } = useTemplate();

  it('writes a Deployment of the pinned image with its pull secret, and its Component', async () => {
    const { files, output } = await render(required);
    expect(Object.keys(files).sort()).toEqual([
      'catalog-info.yaml',
      'k8s/deployment.yaml',
    ]);
    const deployment = files['k8s/deployment.yaml'];
    expect(deployment).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'checkout', namespace: 'payments' },
      spec: {
        replicas: 3,
        template: {
          spec: {
            imagePullSecrets: [{ name: 'integrated-registry' }],
            securityContext: {
              runAsNonRoot: true,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                name: 'checkout',
                image: reference,
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                },
              },
            ],
          },
        },
      },
    });
    // Kubernetes refuses a Deployment whose selector its own pods do not match.
    expect(deployment.spec.template.metadata.labels).toMatchObject(
      deployment.spec.selector.matchLabels,
    );
    const [container] = deployment.spec.template.spec.containers;
    expect(container).not.toHaveProperty('ports');

    expect(entitySchemaValidator()(files['catalog-info.yaml'])).toMatchObject({
      kind: 'Component',
      metadata: {
        name: 'checkout',
        annotations: { 'integrated-registry.io/image': reference },
      },
      spec: { owner: 'group:default/payments' },
    });

    const [{ content }] = output.text;
    expect(content).toContain(`Deploys \`${reference}\``);
    expect(content).toContain(
      join(tmpdir(), 'deploy-container-image', 'checkout'),
    );
    expect(content).toContain('### k8s/deployment.yaml');
    // A dry run resolves, but it writes no pull secret and notes no use.
    expect(requests).toEqual([
      {
        workspace: 'group:default/payments',
        reference: 'registry.example.com/team/app:1.2.0',
        policy: { pin: 'both' },
      },
      '/namespace-bindings?workspace=group%3Adefault%2Fpayments&limit=200',
    ]);
  });

  it('writes a Service that reaches the container where there is a port', async () => {
    const { files } = await render({ ...required, port: 8080 });
    const { spec } = files['k8s/deployment.yaml'];
    const [container] = spec.template.spec.containers;
    expect(container).toMatchObject({
      ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
      readinessProbe: { tcpSocket: { port: 'http' } },
    });
    const service = files['k8s/service.yaml'];
    expect(service).toMatchObject({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'checkout', namespace: 'payments' },
      spec: { ports: [{ port: 80, targetPort: 'http' }] },
    });
    expect(spec.template.metadata.labels).toMatchObject(service.spec.selector);
  });

  it('lets an image run as root only where that was asked for', async () => {
    const { files } = await render({ ...required, restricted: false });
    const { spec } = files['k8s/deployment.yaml'].spec.template;
    expect(spec.securityContext).toEqual({
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(spec.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
    });
  });

  it('names no namespace and no pull secret where none is chosen', async () => {
    const { namespace, ...rest } = required;
    const { files } = await render({ ...rest, port: 8080 });
    const { metadata, spec } = files['k8s/deployment.yaml'];
    expect(metadata).toMatchObject({ name: 'checkout' });
    expect(metadata).not.toHaveProperty('namespace');
    expect(spec.template.spec).not.toHaveProperty('imagePullSecrets');
    expect(files['k8s/service.yaml'].metadata).not.toHaveProperty('namespace');
    expect(requests).toHaveLength(1);
  });

  it('names no pull secret where there is none', async () => {
    const { files } = await render({
      ...required,
      namespace: { cluster: 'demo', namespace: 'not-bound' },
    });
    const { metadata, spec } = files['k8s/deployment.yaml'];
    expect(metadata).toMatchObject({ namespace: 'not-bound' });
    expect(spec.template.spec).not.toHaveProperty('imagePullSecrets');
  });

  it('keeps names that YAML would take for something else', async () => {
    const { files } = await render({
      ...required,
      name: 'on',
      namespace: { cluster: 'demo', namespace: '123' },
    });
    expect(files['k8s/deployment.yaml'].metadata).toMatchObject({
      name: 'on',
      namespace: '123',
      labels: { 'app.kubernetes.io/name': 'on' },
    });
  });
});
