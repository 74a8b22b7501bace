package io.forerun.lambda;

import io.forerun.conversation.Conversation;

/**
 * What {@link GenerateFunction} takes: a request that was found to be in order.
 *
 * @param conversation has not begun
 */
record GenerationInvocation(Conversation conversation) {}
