import { Registries, startRegistries } from './__testUtils__/images';
import { resolvingTemplate } from './__testUtils__/resolvingTemplate';
import {
  member,
  startRulesPortal,
  workspace,
} from './__testUtils__/startRulesPortal';

jest.setTimeout(120_000);

const template = resolvingTemplate('fails', { type: 'string' }, [
  {
    id: 'fail',
    action: 'catalog:fetch',
    input: { entityRef: 'component:default/gone' },
  },
]);

describe('a task that failed behind the step that resolves an image', () => {
  let registries: Registries;
  let portal: Awaited<ReturnType<typeof startRulesPortal>>;
  let id: string;
  let digest: string;

  beforeAll(async () => {
    registries = await startRegistries();
    portal = await startRulesPortal(registries.integrations, [template]);
    await portal.integrationIds();
    const image = registries.image('release/app:1.5.0');
    digest = image.digest;
    id = await portal.startTask('fails', {
      image: `${image.host}/release/app:1.5.0`,
    });
    await portal.endOf(id);
  });

  afterAll(async () => {
    await portal?.stop();
    await registries?.stop();
  });

  it('has resolved the image before', async () => {
    const { told } = await portal.endOf(id);
    expect(told).toContain(digest);
    expect(told).toContain('component:default/gone');
  });

  it('resolves the same digest for the same person', async () => {
    const told = await portal.retry(id, member);
    expect(told).toContain(digest);
    expect(told).toContain('component:default/gone');
  });

  it('tells nothing of the image to a stranger who runs it again', async () => {
    const told = await portal.retry(id, 'user:default/noah');
    expect(told).toContain(`There is no workspace ${workspace}`);
    expect(told).not.toContain(digest);
  });

  it('tells nothing of it to whoever has left the workspace', async () => {
    portal.members.delete(member);
    const told = await portal.retry(id, member);
    expect(told).toContain(`There is no workspace ${workspace}`);
    expect(told).not.toContain(digest);
    expect(told).not.toContain('component:default/gone');
  });
});
