import { testMinting } from './__testUtils__/testMinting';

const { admin, connect, isMinting, mint } = testMinting;
const { name, network, running, signal, useArtifactory } = testMinting;

// No recording shows how Artifactory makes and revokes tokens. The simulator is written to JFrog's documentation;
// where that says nothing, it is as strict as can be.

useArtifactory();

const revoke = () => connect(admin).revokePullCredential!(name, { signal });

describe('A pull credential of Artifactory is ended', () => {
  it('by its name, and no other', async () => {
    const minted = await mint();
    await mint(admin, { name: `${name}-a` });
    await mint(admin, { name: `a-${name}` });
    await revoke();
    expect(running.artifactory.minted()).toEqual([`${name}-a`, `a-${name}`]);
    const { ok } = await connect(minted).diagnose({ signal });
    expect(ok).toBe(false);
    // Not there any more, and no error.
    await revoke();
  });

  it('where nobody heard of it being made', async () => {
    running.artifactory.setFaults({ only: isMinting, cutAfter: 0 });
    await expect(mint()).rejects.toMatchObject({ name: 'RegistryError' });
    expect(running.artifactory.minted()).toEqual([name]);
    running.artifactory.setFaults({});
    await revoke();
    expect(running.artifactory.minted()).toEqual([]);
  });

  it('alone, also where Artifactory lists more than was asked for', async () => {
    const deleted: string[] = [];
    const described = (id: string, description?: string) => ({
      token_id: id,
      description,
    });
    const { url } = await network.http(({ method, url: path }, response) => {
      response.setHeader('x-jfrog-version', 'Artifactory/7.46.11 74611900');
      if (method === 'DELETE') {
        deleted.push(path!);
      }
      const text = 'of the Integrated Registry';
      response.end(
        path?.includes('/tokens?')
          ? JSON.stringify({
              tokens: [
                described('1', `Pull credential ${name}-a ${text}`),
                described('2', `Pull credential a-${name} ${text}`),
                described('3', name),
                described('4'),
                described('5', `Pull credential ${name} ${text}`),
              ],
            })
          : 'OK',
      );
    });
    const client = connect(admin, url);
    await client.revokePullCredential!(name, { signal });
    expect(deleted).toEqual(['/access/api/v1/tokens/5']);
  });

  it('unless somebody else has made a token for that user', async () => {
    await fetch(`${running.artifactory.url}/access/api/v1/tokens`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa('admin:password-of-the-admin')}`,
      },
      body: JSON.stringify({
        username: name,
        scope: 'applied-permissions/groups:"readers"',
        description: 'For the nightly build',
      }),
    });
    await revoke();
    expect(running.artifactory.minted()).toEqual([name]);
  });

  it.each(['GET', 'DELETE'])(
    'only by those who may, and others are told which right they lack: %s',
    async refused => {
      await mint();
      running.artifactory.setFaults({
        only: (path, method) =>
          method === refused && path.startsWith('/access/api/v1/tokens'),
        failWith: () => 403,
      });
      await expect(revoke()).rejects.toMatchObject({
        code: 'FORBIDDEN',
        message: `Artifactory does not allow admin to revoke access tokens, so ${name} could not be ended.`,
      });
    },
  );
});
