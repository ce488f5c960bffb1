import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createOutputWriteAction } from './demoOutput';

describe('demo:output:write', () => {
  const workspace = createMockDirectory({
    content: { 'k8s/deployment.yaml': 'kind: Deployment\n', 'README.md': 'hi' },
  });
  const output = createMockDirectory();
  const action = () => createOutputWriteAction(output.path);

  beforeEach(() => output.clear());

  it('writes the files and shows them, again and again', async () => {
    output.setContent({ shop: { 'left-over.yaml': 'from an earlier run' } });
    const ctx = createMockActionContext({
      input: { folder: 'shop' },
      workspacePath: workspace.path,
    });
    await action().handler(ctx);

    expect(output.content()).toEqual({
      shop: {
        k8s: { 'deployment.yaml': 'kind: Deployment\n' },
        'README.md': 'hi',
      },
    });
    expect(ctx.output).toHaveBeenCalledWith(
      'text',
      expect.stringContaining(
        '### k8s/deployment.yaml\n\n```yaml\nkind: Deployment\n```',
      ),
    );
  });

  it('writes nothing in a dry run', async () => {
    await action().handler({
      ...createMockActionContext({
        input: { folder: 'shop' },
        workspacePath: workspace.path,
      }),
      isDryRun: true,
    });
    expect(output.content()).toEqual({});
  });

  it('does not leave its folder', async () => {
    await expect(
      action().handler(
        createMockActionContext({
          input: { folder: '../elsewhere' },
          workspacePath: workspace.path,
        }),
      ),
    ).rejects.toThrow(/path/i);
    expect(output.content()).toEqual({});
  });
});
