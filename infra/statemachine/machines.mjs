// The state machines as a deployment would have them: placeholders replaced, and checked.
import { readFileSync } from 'node:fs';
import aslValidator from 'asl-validator';

export const NAMES = ['agent', 'batch', 'batch-bucket'];

const ARN = 'arn:aws:lambda:eu-west-1:000000000000:function:';
const SUBSTITUTIONS = {
  GenerateFunctionArn: `${ARN}generate`,
  RepairFunctionArn: `${ARN}repair`,
  RunFunctionArn: `${ARN}run`,
  ApprovalQueueUrl: 'https://sqs.eu-west-1.amazonaws.com/000000000000/approvals',
  BucketName: 'forerun-batches',
};

export function machine(name) {
  if (!NAMES.includes(name)) {
    throw new Error(`There is no state machine ${name}, but ${NAMES.join(', ')}.`);
  }
  const text = readFileSync(new URL(`${name}.asl.json`, import.meta.url), 'utf8');
  const definition = JSON.parse(
    text.replace(/\$\{(\w+)}/g, (placeholder, key) => {
      if (!(key in SUBSTITUTIONS)) {
        throw new Error(`${name}.asl.json has the placeholder ${placeholder}, which no deployment knows.`);
      }
      return SUBSTITUTIONS[key];
    }),
  );
  const { isValid, errorsText } = aslValidator(definition, { checkPaths: true, checkArn: true });
  if (!isValid) {
    throw new Error(`${name}.asl.json is not valid:\n${errorsText('\n')}`);
  }
  return definition;
}

/** All task states, those inside of maps too, by their names. */
export function tasks({ States }) {
  return Object.entries(States).flatMap(([name, state]) =>
    state.Type === 'Map' ? tasks(state.ItemProcessor) : state.Type === 'Task' ? [[name, state]] : [],
  );
}
