// Lives the journey in a Worker: takes a task as the body of a request, answers with a report.
import { run } from './main.js'

export default {
  /** @param {Request} request */
  fetch: async (request) => Response.json(await run(await request.json())),
}
