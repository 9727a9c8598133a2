import type { z } from 'zod';

/** One call as it reaches a department, after the security servers are done with it. */
export type ServiceCall = {
  readonly department: string;
  /** Service code within its subsystem: a data set, `submit`, `open`. */
  readonly service: string;
  readonly body: unknown;
  readonly evidence: CallEvidence;
  /** X-Road-Represented-Party, `class/code`: on whose behalf the call is made. */
  readonly representedParty: string | null;
};

/** What the message log keeps of a call. */
export type CallEvidence = {
  readonly queryId: string;
  readonly requestId: string;
  readonly requestHash: string;
  /** CN of the client certificate. */
  readonly kiosk: string;
  readonly userId: string | null;
};

/** The department's own answer: it travels back untouched, whatever its status. */
export type ServiceAnswer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** Most answer at once; a seal takes its time. */
export type Service = (call: ServiceCall) => ServiceAnswer | Promise<ServiceAnswer>;

/** Gives a handler its request in the shape of its schema; anything else is answered 400, naming paths, not values. */
export const withBody =
  <Schema extends z.ZodType>(
    schema: Schema,
    handle: (body: z.infer<Schema>, call: ServiceCall) => ServiceAnswer | Promise<ServiceAnswer>,
  ): Service =>
  (call) => {
    const parsed = schema.safeParse(call.body);
    if (parsed.success) return handle(parsed.data, call);
    const paths = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
    return { status: 400, body: { type: 'bad-request', paths } };
  };

export const answer = (status: number, body: ServiceAnswer['body']): ServiceAnswer => ({ status, body });
