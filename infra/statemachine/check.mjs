// Checks both state machines without executing them.
import { isDeepStrictEqual } from 'node:util';
import { NAMES, machine } from './machines.mjs';

for (const name of NAMES) {
  machine(name);
  console.log(`${name}.asl.json is valid.`);
}

// The language has no way to say it once.
const { States } = machine('batch');
if (
  !isDeepStrictEqual(
    States['Run those of the input'].ItemProcessor,
    States['Run those of the bucket'].ItemProcessor,
  )
) {
  throw new Error('batch.asl.json treats the programs of a bucket differently from those of the input.');
}
