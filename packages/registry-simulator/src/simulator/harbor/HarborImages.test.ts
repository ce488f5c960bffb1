import { buildImage } from '../../content/images';
import { RegistrySimulator } from '../RegistrySimulator';

describe('Descriptions of the Harbor face', () => {
  let simulator: RegistrySimulator;

  beforeAll(async () => {
    simulator = await RegistrySimulator.start({
      harbor: {
        accounts: [],
        projects: [{ name: 'team', public: true }],
        describe: name => (name === 'team/app' ? 'Сервис' : undefined),
      },
    });
    simulator.store.addImage('team/app', buildImage(), '1.0.0');
    simulator.store.copyRepository('team/app', ['team/other']);
  });

  afterAll(() => simulator.stop());

  it('come with the list and with the repository, where there are some', async () => {
    const get = async (path: string) =>
      (
        await fetch(
          `${simulator.url}/api/v2.0/projects/team/repositories${path}`,
        )
      ).json();
    const list = await get('');
    expect(
      list.map(({ name, description }: Record<string, string>) => [
        name,
        description,
      ]),
    ).toEqual([
      ['team/app', 'Сервис'],
      ['team/other', undefined],
    ]);
    expect((await get('/app')).description).toBe('Сервис');
  });
});
