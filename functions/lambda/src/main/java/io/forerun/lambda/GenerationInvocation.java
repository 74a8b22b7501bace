package io.forerun.lambda;

import io.forerun.conversation.Conversation;

/**
 * What {@link GenerateFunction} takes: a request that was found to be in order.
 *
 * @param conversation has not begun
 * @param key the same for all repetitions of the invocation; null if they are not recognised
 */
record GenerationInvocation(Conversation conversation, String key) {}
