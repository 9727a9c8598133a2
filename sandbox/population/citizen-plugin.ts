import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CITIZEN_TAGS, type Citizen, type CitizenSummary } from './citizen.ts';
import type { Population } from './population.ts';

/** More than a panel can show at once; a search narrows it. */
const MOST = 200;

const searchSchema = z.object({
  query: z.string().trim().default(''),
  tag: z.enum(CITIZEN_TAGS).optional(),
  limit: z.coerce.number().int().min(1).max(MOST).default(MOST),
});

/**
 * `GET /citizens?query=&tag=&limit=` answers summaries, named citizens first; `GET /citizens/:id` one citizen
 * whole: document, household and every record. The query looks in ids, names and numbers.
 */
export const citizenPlugin = (population: Population) => async (server: FastifyInstance) => {
  server.get('/citizens', async (request, reply) => {
    const search = searchSchema.safeParse(request.query);
    if (!search.success) return reply.code(400).send({ error: z.prettifyError(search.error) });
    const { query, tag, limit } = search.data;
    const found = [];
    for (const citizen of population.citizens()) {
      if (found.length === limit) break;
      if (tag !== undefined && !citizen.tags.includes(tag)) continue;
      if ([citizen.id, citizen.name, citizen.document.number].some((text) => text.includes(query)))
        found.push(summaryOf(citizen));
    }
    return found;
  });

  server.get<{ Params: { id: string } }>('/citizens/:id', async (request, reply) => {
    const citizen = population.find(request.params.id);
    if (citizen === undefined) return reply.code(404).send({ error: 'no such citizen' });
    const { document } = citizen;
    return {
      ...summaryOf(citizen),
      document,
      socialCardPassword: population.socialCardPassword(citizen.id) ?? null,
      household: population.household(citizen.id),
      records: population.records(citizen.id) ?? {},
    };
  });
};

const summaryOf = ({ id, name, document, sex, birthDate, age, tags }: Citizen): CitizenSummary => ({
  ...{ id, name, number: document.number, sex, birthDate, age, tags },
});
