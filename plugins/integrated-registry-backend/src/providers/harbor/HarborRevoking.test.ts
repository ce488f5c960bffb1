import { ownAuthorization } from 'backstage-plugin-integrated-registry-node';
import { logins, testHarbor } from './__testUtils__/testHarbor';
import { testMinting } from './__testUtils__/testMinting';

const { connect, failureOf, network, running, signal } = testHarbor;
const { admin, person } = logins;
const { maker, name, ofTwo, request, startWithMaker } = testMinting;

// No recording shows how Harbor makes and ends robot accounts. The simulator is written to Harbor's own
// description of its API and to its handler `robot.go`.

beforeEach(startWithMaker);
afterEach(() => running.harbor.stop());

describe('A pull credential of Harbor is ended', () => {
  const revoke = (credential = maker, which = name) =>
    connect({ credential }).revokePullCredential!(which, { signal });

  it.each([
    ['of a project by its admin', maker, request],
    ['of a project by an admin', admin, request],
    ['of the system by an admin', admin, ofTwo],
  ])('by its name, %s', async (_, credential, options) => {
    const minted = await connect({ credential }).mintPullCredential!(options);
    await revoke(credential);
    expect(running.harbor.minted()).toEqual([]);
    expect(await failureOf({ credential: minted })).toMatchObject({
      id: 'login',
      code: 'UNAUTHORIZED',
    });
    // Not there any more, and no error.
    await revoke(credential);
  });

  it('where nobody heard of it being made', async () => {
    running.harbor.setFaults({
      only: (path, method) => method === 'POST' && /\/robots$/.test(path),
      cutAfter: 0,
    });
    await expect(
      connect({ credential: maker }).mintPullCredential!(request),
    ).rejects.toMatchObject({ name: 'RegistryError' });
    expect(running.harbor.minted()).toHaveLength(1);
    running.harbor.setFaults({});
    await revoke();
    expect(running.harbor.minted()).toEqual([]);
  });

  it('among hundreds, and no other whose name has it in it', async () => {
    const client = connect({ credential: maker });
    for (let n = 0; n < 101; n += 1) {
      await client.mintPullCredential!({ ...request, name: `a${n}-${name}` });
    }
    // On its second page.
    await client.mintPullCredential!(request);
    await client.mintPullCredential!({ ...request, name: `${name}-a` });
    await revoke();
    const left = running.harbor.minted();
    expect(left).toHaveLength(102);
    expect(left).not.toContain(`robot$team+${name}`);
  });

  it('unless somebody else has made a robot account of that name', async () => {
    await fetch(`${running.harbor.url}/api/v2.0/robots`, {
      method: 'POST',
      headers: { authorization: ownAuthorization(admin) },
      body: JSON.stringify({
        name,
        level: 'system',
        duration: -1,
        description: 'For the nightly build',
        permissions: [
          {
            kind: 'project',
            namespace: 'team',
            access: [{ resource: 'repository', action: 'pull' }],
          },
        ],
      }),
    });
    await connect({ credential: admin }).mintPullCredential!(request);
    await revoke(admin);
    expect(running.harbor.minted()).toEqual([`robot$${name}`]);
  });

  it('only by those who may, and others are told which right they lack', async () => {
    await connect({ credential: maker }).mintPullCredential!(request);
    await expect(revoke(person)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: `Harbor does not allow priya to list and delete robot accounts, so ${name} could not be deleted.`,
    });
    await expect(
      revoke({ ...maker, password: 'wrong-password' }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(running.harbor.minted()).toHaveLength(1);
  });

  it('not for sure where Harbor does not show all of them', async () => {
    const { url } = await network.http((asked, response) => {
      response.setHeader('x-total-count', '300');
      response.setHeader('content-type', 'application/json');
      const isList = asked.url?.startsWith('/api/v2.0/robots');
      response.end(
        JSON.stringify(isList ? [] : [{ name: 'a', project_id: 1 }]),
      );
    });
    await expect(
      connect({ url, credential: admin }).revokePullCredential!(name, {
        signal,
      }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });
});
