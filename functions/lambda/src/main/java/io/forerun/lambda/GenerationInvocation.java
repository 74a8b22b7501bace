package io.forerun.lambda;

import io.forerun.conversation.Conversation;
import io.forerun.request.Continuation;
import io.forerun.request.RequestedGeneration;

/**
 * What {@link GenerateFunction} takes: a request that was found to be in order.
 *
 * @param conversation has not begun
 * @param request what it was made of
 * @param from what it continues; null for nothing
 * @param key the same for all repetitions of the invocation; null if they are not recognised
 */
record GenerationInvocation(
    Conversation conversation, RequestedGeneration request, Continuation from, String key) {}
