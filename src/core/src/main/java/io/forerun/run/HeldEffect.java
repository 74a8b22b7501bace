package io.forerun.run;

import io.forerun.gate.Effect;

/**
 * The effect before which a run ended, because it needs consent. Nothing of it has happened.
 *
 * @param key names the effect; a run that has it among the approved ones goes on with it
 * @param effectKind what sort of effect
 * @param effect what is about to happen, for the user who decides about it
 * @param chunk the chunk that wants it
 * @param line the program's line that wants it
 */
public record HeldEffect(String key, Effect.Kind effectKind, String effect, int chunk, int line) {}
