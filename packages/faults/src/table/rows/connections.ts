import { FaultRow } from './FaultRow';

export const connections: readonly FaultRow[] = [
  { title: 'Nothing listens', fault: { closed: true } },
  { title: 'The name does not resolve', fault: {}, unknownName: true },
  {
    title:
      'Packets that open a connection are dropped, as by a firewall (here by Linux: nothing accepts at the port, and its queue is full)',
    fault: { blackHole: true },
  },
  {
    title: 'Connections are closed at once',
    fault: { socket: socket => socket.end() },
  },
  {
    title: 'Connections are reset at once',
    fault: { socket: socket => socket.resetAndDestroy() },
  },
  {
    title: 'Connections are accepted, and nothing follows',
    fault: { socket: () => undefined },
  },
  {
    title: 'Another protocol answers (SSH)',
    fault: { socket: socket => socket.write('SSH-2.0-OpenSSH_9.2\r\n') },
  },
  {
    title: 'HTTP at an HTTPS address',
    secure: true,
    fault: { otherProtocol: true },
  },
  {
    title: 'The certificate is signed by another authority',
    secure: true,
    fault: { certificate: 'untrusted' },
  },
  {
    title: 'The certificate has expired',
    secure: true,
    fault: { certificate: 'expired' },
  },
  {
    title: 'The certificate is for another name',
    secure: true,
    fault: { certificate: 'otherName' },
  },
  {
    title: 'The TLS handshake does not end',
    secure: true,
    fault: { socket: () => undefined },
  },
  {
    title: 'HTTPS at an HTTP address',
    // An alert, as servers answer a request in the clear.
    fault: {
      socket: socket =>
        socket.once('data', () =>
          socket.end(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46])),
        ),
    },
  },
];
