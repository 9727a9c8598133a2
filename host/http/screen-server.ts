import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { CameraPage } from '../../drivers/camera/camera-page.ts';
import { MOST_FRAME_BYTES } from '../../drivers/camera/decode-frame.ts';
import type { Intent } from '../contract/intent.ts';
import {
  clientMessageSchema,
  FRAME_PATH,
  type HostMessage,
  REVEAL_MS,
  SCANS_PATH,
} from '../contract/messages.ts';
import type { Frame } from '../contract/screen.ts';
import { cookieOf, isOwnHost, SECURITY_HEADERS } from './headers.ts';
import { COOKIE_NAME, type WindowPass } from './window-pass.ts';

/** What the socket needs of a visit. */
export type ScreenSource = {
  readonly frame: () => Frame;
  readonly subscribe: (listener: (frame: Frame) => void) => () => void;
  readonly intend: (seq: number, intent: Intent) => void;
  /** The clear value of a masked field of the frame `seq`, or null. */
  readonly reveal: (seq: number, field: string) => string | null;
  /** The picture of a page of the running visit, or null. */
  readonly scannedPage: (id: string) => { readonly mediaType: string; readonly bytes: Uint8Array } | null;
  readonly painted: (seq: number) => void;
};

export type ScreenServerOptions = {
  readonly port: number;
  readonly pass: WindowPass;
  readonly source: ScreenSource;
  /** Where the window's camera frames go; null on a machine that has no camera. */
  readonly camera: CameraPage | null;
  /** Built screens, or the address of a development server that serves them. */
  readonly renderer:
    | { readonly kind: 'directory'; readonly path: string }
    | { readonly kind: 'url'; readonly url: string };
  readonly onRefused: (reason: 'host' | 'origin' | 'cookie' | 'token' | 'message') => void;
};
export type ScreenServer = {
  readonly url: string;
  /** Asks the window whether it is there. False when there is none; `heard` is called when it answers. */
  readonly ping: (heard: () => void) => boolean;
  /** Asks the window to load its page anew. False when there is none; `back` is called when the next page is there. */
  readonly reload: (back: () => void) => boolean;
  readonly close: () => Promise<void>;
};

/** A signature of 200 strokes is the largest thing a citizen can say. */
const MAX_MESSAGE_BYTES = 512 * 1024;

/** Serves the screens and the `Screen`/`Intent` socket on loopback, to the one admitted window only. */
export async function startScreenServer(options: ScreenServerOptions): Promise<ScreenServer> {
  const { pass, source, camera, renderer, onRefused } = options;
  const app = fastify({ logger: false, forceCloseConnections: true });
  let port = options.port;
  const sockets = new Set<WebSocket>();
  /** Waits for the page that comes after a reload. */
  let onNextPage: (() => void) | null = null;

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (isOwnHost(request.headers.host, port)) return;
    onRefused('host');
    await reply.code(421).send({ error: 'this server answers to its own name only' });
  });

  await app.register(fastifyWebsocket, { options: { maxPayload: MAX_MESSAGE_BYTES } });

  // For the shell, which asks every few seconds whether this process still answers: anybody may know that it does.
  app.get('/alive', (_request, reply) => reply.code(204).send());

  app.get<{ Querystring: { token?: string } }>('/', async (request, reply) => {
    const { token } = request.query;
    if (token !== undefined) {
      const cookie = pass.exchange(token);
      if (cookie === null) {
        onRefused('token');
        return reply
          .code(403)
          .type('text/plain; charset=utf-8')
          .send('This address was used before. 此地址已使用过。');
      }
      reply.header('set-cookie', `${COOKIE_NAME}=${cookie}; HttpOnly; SameSite=Strict; Path=/`);
      return reply.redirect(renderer.kind === 'url' ? renderer.url : '/', 303);
    }
    if (!pass.admits(cookieOf(request.headers.cookie, COOKIE_NAME))) {
      onRefused('cookie');
      return reply
        .code(403)
        .type('text/plain; charset=utf-8')
        .send('Only the kiosk window may look. 仅限本机窗口访问。');
    }
    return renderer.kind === 'url' ? reply.redirect(renderer.url, 303) : reply.sendFile('index.html');
  });

  if (renderer.kind === 'directory') {
    await app.register(fastifyStatic, {
      root: renderer.path,
      index: false,
      cacheControl: false,
      serveDotFiles: false,
    });
  }

  const origins = () => [
    `http://127.0.0.1:${port}`,
    `http://localhost:${port}`,
    ...(renderer.kind === 'url' ? [new URL(renderer.url).origin] : []),
  ];
  /** The admitted window's page and nobody else: its origin, which no page can invent, and its cookie. */
  const admitWindow = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!origins().includes(request.headers.origin ?? '')) {
      onRefused('origin');
      await reply.code(403).send();
    } else if (!pass.admits(cookieOf(request.headers.cookie, COOKIE_NAME))) {
      onRefused('cookie');
      await reply.code(403).send();
    }
  };

  // Read only while a picture is being taken: at any other time nobody's face gets as far as this process's memory.
  app.addContentTypeParser(
    'image/jpeg',
    { parseAs: 'buffer', bodyLimit: MOST_FRAME_BYTES },
    (_, body, done) => done(null, body),
  );
  app.post(
    FRAME_PATH,
    {
      onRequest: [
        admitWindow,
        async (_request, reply) => {
          if (camera?.isAwaited() !== true) await reply.header('connection', 'close').send({ taken: false });
        },
      ],
    },
    async (request, reply) => {
      if (!(request.body instanceof Uint8Array)) return reply.code(415).send();
      return reply.send({ taken: camera?.offer(request.body) === true });
    },
  );

  // An image says no origin; the cookie goes to the window's own pages only, and `no-store` keeps the picture off the disk.
  app.get<{ Params: { id: string } }>(`${SCANS_PATH}:id`, (request, reply) => {
    if (!pass.admits(cookieOf(request.headers.cookie, COOKIE_NAME))) {
      onRefused('cookie');
      return reply.code(403).send();
    }
    const picture = source.scannedPage(request.params.id);
    if (!picture) return reply.code(404).send();
    return reply.type(picture.mediaType).send(Buffer.from(picture.bytes));
  });

  app.get('/screen', { websocket: true, preValidation: admitWindow }, (socket) => {
    for (const other of sockets) other.close(4001, 'another window');
    sockets.add(socket);
    onNextPage?.();
    onNextPage = null;
    const send = (message: HostMessage) => socket.send(JSON.stringify(message));
    const unsubscribe = source.subscribe((frame) => send({ type: 'frame', frame }));
    send({ type: 'frame', frame: source.frame() });
    const lookForCamera = () => send({ type: 'look-for-camera' });
    const forgetCamera = camera?.onLookAgain(lookForCamera);
    if (camera) lookForCamera();
    socket.on('message', (data) => {
      const message = parseMessage(String(data));
      if (!message) return onRefused('message');
      if (message.type === 'intent') return source.intend(message.seq, message.intent);
      if (message.type === 'painted') return source.painted(message.seq);
      if (message.type === 'camera') return camera?.report(message.state, message.label);
      const value = source.reveal(message.seq, message.field);
      if (value !== null) send({ type: 'revealed', field: message.field, value, forMs: REVEAL_MS });
    });
    socket.on('close', () => {
      unsubscribe();
      forgetCamera?.();
      sockets.delete(socket);
      if (sockets.size === 0) camera?.report('gone');
    });
  });

  await app.listen({ host: '127.0.0.1', port });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the screen server listens on a port');
  port = address.port;
  return {
    url: `http://127.0.0.1:${port}`,
    ping: (heard) => {
      for (const socket of sockets) {
        socket.removeAllListeners('pong').once('pong', heard);
        socket.ping();
      }
      return sockets.size > 0;
    },
    reload: (back) => {
      const message: HostMessage = { type: 'reload' };
      for (const socket of sockets) socket.send(JSON.stringify(message));
      onNextPage = sockets.size > 0 ? back : null;
      return sockets.size > 0;
    },
    close: async () => {
      for (const socket of sockets) socket.terminate();
      await app.close();
    },
  };
}

function parseMessage(text: string) {
  try {
    return clientMessageSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
