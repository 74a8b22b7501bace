// Executes a state machine on this machine. Standard input has
//   {"machine": "agent", "input": {…}, "functions": "http://localhost:PORT", "decisions": [{"approved": true}]}
// Tasks that are Lambda functions are sent to functions/NAME as POST: status 200 with a result, or 500 with a function
// error as Lambda reports it. Questions for approval get one decision after the other; "timeout" is none in time.
// Standard output gets what came of it and how.
import { text } from 'node:stream/consumers';
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

const order = JSON.parse(await text(process.stdin));
const definition = machine(order.machine);
const decisions = [...(order.decisions ?? [])];
const questions = [];

async function invoke(url, input) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(input) });
  const body = await response.text();
  if (!response.ok) {
    throw new TaskFailure(JSON.parse(body).errorType, body);
  }
  return JSON.parse(body);
}

function ask({ MessageBody: question }) {
  questions.push(question);
  const decision = decisions.shift();
  if (decision === undefined) {
    throw new Error('The machine asks for more approvals than there are decisions.');
  }
  if (decision === 'timeout') {
    throw new TaskFailure('States.Timeout', 'States.Timeout');
  }
  return decision;
}

function handler({ Resource }) {
  if (Resource.startsWith('arn:aws:lambda:')) {
    return (input) => invoke(`${order.functions}/${Resource.split(':').at(-1)}`, input);
  }
  if (Resource === 'arn:aws:states:::sqs:sendMessage.waitForTaskToken') {
    return ask;
  }
  throw new Error(`Nothing here can do ${Resource}.`);
}

const all = tasks(definition);
const execution = new StateMachine(definition).run(order.input, {
  overrides: {
    taskResourceLocalHandlers: Object.fromEntries(all.map(([name, task]) => [name, handler(task)])),
    retryIntervalOverrides: Object.fromEntries(
      all.filter(([, task]) => task.Retry).map(([name]) => [name, RETRY_MS]),
    ),
  },
  context: {
    Execution: { Id: 'arn:aws:states:eu-west-1:000000000000:execution:local:1', Name: '1' },
    Task: { Token: 'token' },
  },
});

const report = { states: [], retries: [], questions };
const followed = (async () => {
  for await (const event of execution.eventLogs) {
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
})();

try {
  const [output] = await Promise.all([execution.result, followed]);
  Object.assign(report, { status: 'SUCCEEDED', output });
} catch (failure) {
  const cause = failure instanceof ExecutionError ? failure.cause : failure;
  Object.assign(report, { status: 'FAILED', error: cause.name, cause: cause.message });
}
console.log(JSON.stringify(report));
