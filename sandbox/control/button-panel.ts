import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';

/** A press that was understood but could not be done; answered with `status` and `{error}`. */
export class Refusal {
  readonly status: 400 | 404 | 409;
  readonly error: string;

  constructor(status: Refusal['status'], error: string) {
    this.status = status;
    this.error = error;
  }
}

/** Does what the button says. A `Refusal` is answered as such, whatever else comes back is not looked at. */
export type Press<Body> = (body: Body) => unknown;

/**
 * Where a station puts its buttons. Paths are relative to the station's own, `card` for
 * `/kiosks/:kiosk/readers/id-card/card`. Every press answers the kiosk's new state.
 */
export type ButtonPanel = {
  /** `PUT`: presses with the body once `schema` has passed it; 400 with zod's words otherwise. */
  readonly put: <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    press: Press<z.infer<Schema>>,
  ) => void;
  readonly delete: (path: string, press: Press<undefined>) => void;
  /** `GET`: something the state has no room for, as JSON. */
  readonly get: (path: string, look: () => unknown) => void;
  /** The server under the station's path, for what is no JSON: a printed document, a picture laid on the glass. */
  readonly server: FastifyInstance;
};

/** The body of a button that needs none. */
export const nothing = z.strictObject({});

/** A panel on `server`, whose prefix is the station's path; a press answers `state`. */
export function createButtonPanel(server: FastifyInstance, state: () => unknown): ButtonPanel {
  const answer = async (reply: FastifyReply, pressed: unknown) => {
    const outcome = await pressed;
    return outcome instanceof Refusal
      ? reply.code(outcome.status).send({ error: outcome.error })
      : reply.send(state());
  };
  return {
    put: (path, schema, press) =>
      server.put(`/${path}`, async (request, reply) => {
        const body = schema.safeParse(request.body ?? {});
        if (!body.success) return reply.code(400).send({ error: z.prettifyError(body.error) });
        return answer(reply, press(body.data));
      }),
    delete: (path, press) => server.delete(`/${path}`, async (_, reply) => answer(reply, press(undefined))),
    get: (path, look) => server.get(`/${path}`, async () => look()),
    server,
  };
}
