import express from 'express';
import { Agent, get, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { RunningRequests } from './RunningRequests';

it('keeps no connection once it is waited for, so that servers can close', async () => {
  const running = new RunningRequests();
  const answers: (() => void)[] = [];
  const server = express()
    .use(running.count)
    .use((_, response) => {
      answers.push(() => {
        response.end('answered');
      });
    })
    .listen(0);
  const agent = new Agent({ keepAlive: true });
  const { port } = server.address() as AddressInfo;
  const ask = () => {
    const answer = new Promise<IncomingMessage>(resolve =>
      get({ port, agent }, resolve),
    );
    return answer.then(({ headers }) => headers.connection);
  };
  const arrived = async (count: number) => {
    while (answers.length < count) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  };

  const before = ask();
  await arrived(1);
  const settled = running.settled();
  const since = ask();
  await arrived(2);
  const closed = new Promise(resolve => server.close(resolve));
  answers.forEach(answer => answer());
  await settled;
  expect(await Promise.all([before, since])).toEqual(['close', 'close']);
  await closed;
  agent.destroy();
});
