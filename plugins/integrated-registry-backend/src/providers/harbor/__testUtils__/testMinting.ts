import { logins, testHarbor } from './testHarbor';

const { connect, image, running, signal, start } = testHarbor;
const { admin, person, robot } = logins;

const name = 'portal-7f3a-1';
const request = { name, projects: ['team'], days: 30, signal };
/** It administers one project. */
const maker = { username: 'mina', password: 'password-of-mina' };

/** Before each test. No recording shows how Harbor makes and ends robot accounts: see `HarborRobots` of the simulator. */
async function startWithMaker() {
  await start({
    accounts: [
      { ...admin, kind: 'admin' },
      { ...person, projects: ['team'] },
      { ...robot, kind: 'robot' },
      { ...maker, adminOf: ['team'] },
    ],
  });
  for (const repository of ['team/app', 'shop/app', 'other/app']) {
    running.harbor.store.addImage(repository, image, '1.0');
  }
}

function pull(
  credential: { username: string; password: string },
  repository = 'team/app',
) {
  return connect({ credential }).resolve(repository, '1.0', { signal });
}

/** How robot accounts are asked for in tests. */
export const testMinting = {
  name,
  request,
  ofTwo: { ...request, projects: ['team', 'shop'] },
  maker,
  startWithMaker,
  pull,
};
