// Checks the state machines without executing them.
import { isDeepStrictEqual } from 'node:util';
import { NAMES, machine } from './machines.mjs';

for (const name of NAMES) {
  machine(name);
  console.log(`${name}.asl.json is valid.`);
}

// No definition can include another one.
const processor = (name) => machine(name).States['Run them'].ItemProcessor;
if (!isDeepStrictEqual(processor('batch'), processor('batch-bucket'))) {
  throw new Error('batch.asl.json and batch-bucket.asl.json do not run their programs in the same way.');
}
