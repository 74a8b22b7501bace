// Executes state machines on this machine, one for each line of standard input:
//   {"machine": "agent", "input": {…}, "functions": "http://localhost:PORT", "decisions": [{"approved": true}]}
// Tasks that are Lambda functions are sent to functions/NAME as POST: status 200 with a result, or 500 with a function
// error as Lambda reports it. Questions for approval get one decision after the other; "timeout" is none in time.
// Standard output gets a line with what came of it and how.
import { createInterface } from 'node:readline';
import { ExecutionError, StateMachine } from 'aws-local-stepfunctions';
import { machine, tasks } from './machines.mjs';

const MAX_STATE_BYTES = 256 * 1024;
const RETRY_MS = 20;

// Node 20 does not have it.
Promise.withResolvers ??= function withResolvers() {
  const resolvers = {};
  resolvers.promise = new Promise((resolve, reject) => Object.assign(resolvers, { resolve, reject }));
  return resolvers;
};

class TaskFailure extends Error {
  constructor(name, cause) {
    super(cause);
    this.name = name;
  }
}

async function invoke(url, input) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(input) });
  const body = await response.text();
  if (!response.ok) {
    throw new TaskFailure(JSON.parse(body).errorType, body);
  }
  return JSON.parse(body);
}

function decide(decisions) {
  const decision = decisions.shift();
  if (decision === undefined) {
    throw new Error('The machine asks for more approvals than there are decisions.');
  }
  if (decision === 'timeout') {
    throw new TaskFailure('States.Timeout', 'States.Timeout');
  }
  return decision;
}

async function execute({ machine: name, input, functions, decisions = [] }) {
  const definition = machine(name);
  const report = { states: [], retries: [], questions: [] };

  function handler({ Resource }) {
    if (Resource.startsWith('arn:aws:lambda:')) {
      return (request) => invoke(`${functions}/${Resource.split(':').at(-1)}`, request);
    }
    if (Resource === 'arn:aws:states:::sqs:sendMessage.waitForTaskToken') {
      return async ({ MessageBody: question }) => {
        report.questions.push(question);
        return decide(decisions);
      };
    }
    throw new Error(`Nothing here can do ${Resource}.`);
  }

  async function follow(events) {
    for await (const event of events) {
      if (event.type === 'StateEntered') {
        report.states.push(event.state.name);
      } else if (event.type === 'StateRetried') {
        report.retries.push(event.state.name);
      } else if (event.type === 'StateExited') {
        const bytes = Buffer.byteLength(JSON.stringify(event.state.output));
        if (bytes > MAX_STATE_BYTES) {
          throw new TaskFailure('States.DataLimitExceeded', `${event.state.name} left ${bytes} bytes.`);
        }
      }
    }
  }

  const all = tasks(definition);
  const execution = new StateMachine(definition).run(input, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(all.map(([state, task]) => [state, handler(task)])),
      retryIntervalOverrides: Object.fromEntries(
        all.filter(([, task]) => task.Retry).map(([state]) => [state, RETRY_MS]),
      ),
    },
    context: {
      Execution: { Id: 'arn:aws:states:eu-west-1:000000000000:execution:local:execution-1', Name: 'execution-1' },
      Task: { Token: 'token' },
    },
  });
  try {
    const [output] = await Promise.all([execution.result, follow(execution.eventLogs)]);
    return { ...report, status: 'SUCCEEDED', output };
  } catch (failure) {
    const cause = failure instanceof ExecutionError ? failure.cause : failure;
    return { ...report, status: 'FAILED', error: cause.name, cause: cause.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await execute(JSON.parse(line))));
}
