package io.forerun.lambda;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A result of which something is missing, and where the whole of it is.
 *
 * @param result its members stand beside the others in JSON
 */
public record StoredResult(@JsonUnwrapped Object result, Stored stored) {}
