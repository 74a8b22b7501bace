package io.forerun.lambda;

import io.forerun.request.Continuation;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestedGeneration;

/**
 * A generation that ended badly, and how far it came.
 *
 * @param request what {@code generate} was asked
 * @param continuation the member of this name in the last answer of {@code generate} or {@code
 *     repair}
 */
record RepairRequest(RequestedGeneration request, Continuation continuation) {

  /**
   * @throws InvalidRequestException if a member is missing
   */
  RepairRequest {
    if (request == null) {
      throw new InvalidRequestException("request is missing; give what generate was asked.");
    }
    if (continuation == null) {
      throw new InvalidRequestException(
          "continuation is missing; give that of the last result. One without it cannot be repaired.");
    }
  }
}
