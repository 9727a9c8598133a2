import { fork } from 'node:child_process';
import type { ToProcess } from './pcsc-messages.ts';

/** A process that talks to pcscd, from outside: it may end at any time, and is then started anew. */
export type PcscProcess = {
  readonly send: (message: ToProcess) => void;
  readonly kill: () => void;
};

/** Starts one; both listeners are called until it has exited, `onExit` once and last. */
export type StartPcscProcess = (listeners: {
  readonly onMessage: (message: unknown) => void;
  readonly onExit: (reason: string) => void;
}) => PcscProcess;

/**
 * The real one.
 *
 * @param socket of pcscd, where it is not the system's
 */
export const startPcscChild =
  (socket?: string): StartPcscProcess =>
  ({ onMessage, onExit }) => {
    const program = new URL('./pcsc-process.ts', import.meta.url);
    // APDUs are bytes: the structured clone carries them as they are. Standard output belongs to the host.
    const child = fork(program, socket === undefined ? [] : [socket], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let isOver = false;
    const end = (reason: string): void => {
      if (isOver) return;
      isOver = true;
      onExit(reason);
    };
    child.on('message', onMessage);
    child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    // Failing to start has no exit event; failing to send is followed by one.
    child.on('error', () => {
      if (child.pid === undefined) end('cannot be started');
    });
    return {
      send: (message) => {
        if (child.connected) child.send(message);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
