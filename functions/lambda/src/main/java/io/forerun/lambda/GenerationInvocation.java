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
 */
record GenerationInvocation(
    Conversation conversation, RequestedGeneration request, Continuation from) {}
